/**
 * The options that several commands have.
 *
 * @module
 */
import type { Command, OptionValues } from "commander";
import { command as name } from "../name.ts";
import type { Calling, Stopping, Telling } from "./Request.ts";
import { anyText, duration, region, valued, wholeNumber } from "./values.ts";

/** Every command is told how it tells. */
export const withTelling = (command: Command): Command =>
  command
    .option("--json", "one JSON object a line on standard output")
    .option("--verbose", "debug logs and stacks, on standard error")
    .option("--no-color", "no colours; NO_COLOR and FORCE_COLOR are respected, too");

export const tellingOf = (values: OptionValues): Telling => ({
  json: values["json"] === true,
  verbose: values["verbose"] === true,
  color: values["color"] !== false,
});

const footer = `
Credentials come from the environment, standard input, a profile, or the ECS host:
see ${name} --help`;

/** What calls the service is told where that is, and how patient to be. */
export const withCalling = (command: Command): Command =>
  withTelling(
    command
      .addHelpText("afterAll", footer)
      .addOption(
        valued("--region <region>", "where the tasks are; default: HW_REGION_NAME", region),
      )
      .addOption(valued("--endpoint <url>", "the service's address instead", anyText))
      .addOption(
        valued("--timeout <duration>", "for one attempt, such as 10s (default: 30s)", duration),
      )
      .addOption(valued(
        "--retries <n>",
        "attempts beyond the first, where the failure may pass (default: 4)",
        wholeNumber("number of retries", 0, 1_000),
      )),
  );

export const callingOf = (values: OptionValues): Calling => ({
  ...tellingOf(values),
  region: values["region"],
  endpoint: values["endpoint"],
  timeoutMillis: values["timeout"],
  retries: values["retries"],
});

/** What stops many tasks. */
export const withStopping = (command: Command): Command =>
  withCalling(
    command
      .option("--confirm", "watch each task until it does not run")
      .addOption(valued(
        "--concurrency <n>",
        "stops under way at a time at most (default: 16)",
        wholeNumber("number of stops at a time", 1, 10_000),
      )),
  );

export const stoppingOf = (values: OptionValues): Stopping => ({
  ...callingOf(values),
  confirm: values["confirm"] === true,
  concurrency: values["concurrency"],
});
