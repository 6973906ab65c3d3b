/**
 * What a program pays for the one function, its own `HttpClient` and `TokenService` apart.
 */
export { stopTask } from "../../../mod.ts";
