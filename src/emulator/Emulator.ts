/**
 * CodeArts Check and IAM of Huawei Cloud, and the metadata service of one of its hosts, in memory: a
 * web-standard `fetch`, an `HttpClient` layer on it that needs no socket, and a served port. It keeps
 * projects, tasks and runs, users and agencies, issues tokens and access keys and checks them,
 * answers with the documented bodies and codes, and fails on command. Time is Effect's `Clock`: a
 * `TestClock` rules it. It imports nothing that an edge runtime lacks.
 *
 * @module
 */
export type { IssuedAccessKey } from "./AccessKey.ts";
export type { NewRun, NewTask } from "./control.ts";
export { EmulatorError } from "./EmulatorError.ts";
export { Fault } from "./Fault.ts";
export type { NewAgency, NewUser, User } from "./iam/Directory.ts";
export { clientLayer, layer } from "./layer.ts";
export { make } from "./make.ts";
export type { Operation } from "./Operation.ts";
export type { ListOffset, Options, Outcome } from "./Options.ts";
export type { RecordedRequest } from "./RecordedRequest.ts";
export { serve, type Served, ServeError, type ServeOptions } from "./serve.ts";
export { Emulator } from "./service.ts";
export type { Task } from "./Task.ts";
