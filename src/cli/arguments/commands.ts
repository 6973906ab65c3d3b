/**
 * The commands: their arguments, their options, their help.
 *
 * @module
 */
import { Argument, type Command, type Option, type OptionValues } from "commander";
import { command as name } from "../name.ts";
import {
  callingOf,
  stoppingOf,
  tellingOf,
  withCalling,
  withStopping,
  withTelling,
} from "./options.ts";
import type { Request } from "./Request.ts";
import { anyText, shortId, valued, wholeNumber } from "./values.ts";

/** An id as the examples show it. */
const id = "5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d";
const project = "0d5a24d7c14a4b8f0de1d0c5a7b3e6f1";

const examples = (...lines: ReadonlyArray<string>): string =>
  `\nExamples:\n${lines.map((line) => `  ${line.replace(/^\$/, name)}`).join("\n")}`;

/** Takes what was asked for. */
type Accept = (request: Request) => void;

const usage = "--project <id> [options]";

const inProject = (): Option =>
  valued("--project <id>", "the project of CodeArts", shortId("project"));

/** Asked for here, so that a mistyped option is told first. */
const projectOf = (command: Command, values: OptionValues): string =>
  values["project"] ?? command.error("error: --project <id> is missing.");

const unique = (ids: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(ids)];

const stop = (program: Command, accept: Accept): void => {
  const command = program.command("stop")
    .description("stops tasks, several at a time")
    .argument("[task-ids...]", "the tasks")
    .addOption(valued(
      "--from-file <path>",
      "a file with one id a line, # begins a comment; - is standard input",
      anyText,
      true,
    ));
  withStopping(command).addHelpText(
    "after",
    examples(
      `$ stop ${id} --region cn-north-4`,
      `$ stop ${id} --region cn-north-4 < token.txt`,
      "$ stop --from-file ids.txt --concurrency 32 --json",
      "$ stop --from-file - --confirm < ids.txt",
    ) +
      "\n\nExit codes: 0 all stopped, 1 some not, 2 wrong usage, 130 interrupted by Ctrl-C, which\n" +
      "prints the ids that are left, for --from-file.",
  ).action((taskIds: ReadonlyArray<string>, values) => {
    const fromFile: string | undefined = values["fromFile"];
    if (taskIds.length === 0 && fromFile === undefined) {
      command.error("error: stop needs at least one task id, or --from-file.");
    }
    accept({ _tag: "Stop", taskIds: unique(taskIds), fromFile, ...stoppingOf(values) });
  });
};

const stopRunning = (program: Command, accept: Accept): void => {
  withStopping(
    program.command("stop-running")
      .usage(usage)
      .description("stops what runs in a project, or in a repository or branch of it")
      .addOption(inProject())
      .addOption(valued("--repo <address>", "only tasks that check this repository", anyText))
      .addOption(valued("--branch <name>", "only tasks that check this branch", anyText))
      .option("--dry-run", "stop nothing, and show what would be stopped"),
  ).addHelpText(
    "after",
    examples(
      `$ stop-running --project ${project} --dry-run`,
      `$ stop-running --project ${project} \\`,
      "    --repo git@git.example.com:team/app.git --branch main --confirm",
    ),
  ).action((values: OptionValues, command: Command) =>
    accept({
      _tag: "StopRunning",
      projectId: projectOf(command, values),
      repository: values["repo"],
      branch: values["branch"],
      dryRun: values["dryRun"] === true,
      ...stoppingOf(values),
    })
  );
};

const supersede = (program: Command, accept: Accept): void => {
  withCalling(
    program.command("supersede")
      .description("stops what runs of a task, waits for its end, and runs the task again")
      .addArgument(new Argument("<task-id>", "the task").argParser(shortId("task"))),
  ).addHelpText("after", examples(`$ supersede ${id} --region cn-north-4`))
    .action((taskId: string, values) =>
      accept({ _tag: "Supersede", taskId, ...callingOf(values) })
    );
};

const status = (program: Command, accept: Accept): void => {
  withCalling(
    program.command("status")
      .description("tells how it stands with tasks")
      .argument("<task-ids...>", "the tasks")
      .option("--watch", "tell each change, until none of them runs"),
  ).addHelpText(
    "after",
    examples(`$ status ${id} --region cn-north-4`, `$ status ${id} --watch --json`),
  ).action((taskIds: ReadonlyArray<string>, values) =>
    accept({
      _tag: "Status",
      taskIds: unique(taskIds),
      watch: values["watch"] === true,
      ...callingOf(values),
    })
  );
};

const list = (program: Command, accept: Accept): void => {
  withCalling(
    program.command("list")
      .usage(usage)
      .description("lists the tasks of a project")
      .addOption(inProject()),
  ).addHelpText(
    "after",
    examples(
      `$ list --project ${project} --region cn-north-4`,
      `$ list --project ${project} --json`,
    ) + "\n\nIn a pipe: columns by tabs, without their heads.",
  ).action((values: OptionValues, command: Command) =>
    accept({ _tag: "List", projectId: projectOf(command, values), ...callingOf(values) })
  );
};

const emulator = (program: Command, accept: Accept): void => {
  withTelling(
    program.command("emulator")
      .description("serves an emulated cloud with running checks on 127.0.0.1, until Ctrl-C")
      .addOption(valued(
        "--port <port>",
        "where it listens; default: one that is free",
        wholeNumber("port", 0, 65_535),
      )),
  ).addHelpText("after", examples("$ emulator --port 8080"))
    .action((values) =>
      accept({ _tag: "Emulator", port: values["port"] ?? 0, ...tellingOf(values) })
    );
};

const demonstration = (program: Command, accept: Accept): void => {
  withTelling(
    program.command("demonstration")
      .description("stops checks on an emulated cloud, to look at; the same without a command"),
  ).addHelpText("after", examples("$ demonstration"))
    .action((values) => accept({ _tag: "Demonstration", ...tellingOf(values) }));
};

/** All of them, in the order of the help. */
export const declarations: ReadonlyArray<(program: Command, accept: Accept) => void> = [
  stop,
  stopRunning,
  supersede,
  status,
  list,
  emulator,
  demonstration,
];
