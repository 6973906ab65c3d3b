/**
 * Reads the arguments. A mistyped option is wrong usage, and never a task id.
 *
 * @module
 */
import { Argument, Command, CommanderError } from "commander";
import { alone, command as name } from "../name.ts";
import { printable } from "../output/printable.ts";
import { completionsOf, type Shell, shells } from "./completions.ts";
import { declarations } from "./commands.ts";
import type { Request } from "./Request.ts";

export const version = "0.1.0";

/** What comes of the arguments. */
export type Arguments =
  | { readonly _tag: "Asked"; readonly request: Request }
  /** A text that was asked for: help, version, completions. */
  | { readonly _tag: "Shown"; readonly text: string }
  | { readonly _tag: "Wrong"; readonly message: string };

const footer = `
Credentials, the first that is there of
  environment        HUAWEICLOUD_SDK_AK and _SK, CLOUD_SDK_AK and _SK, HW_ACCESS_KEY and
                     HW_SECRET_KEY, HW_AUTH_TOKEN, or HW_DOMAIN_NAME, HW_USER_NAME and
                     HW_USER_PASSWORD
  standard input     a token
  profile            [basic] with ak and sk in ~/.huaweicloud/credentials, or in the file that
                     HUAWEICLOUD_SDK_CREDENTIALS_FILE names
  metadata service   the agency of the ECS host that this runs on
  They are never options: options show in the list of processes.

Examples:
  ${alone}
  HW_AUTH_TOKEN=... ${name} stop 5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d --region cn-north-4

Exit codes: 0 all stopped, 1 some not, 2 wrong usage, 130 interrupted, 143 ended by SIGTERM`;

/** The words of a parser's error, as this program says things. */
const reworded = (message: string): string => {
  const [first = "", ...rest] = message.replace(/^error: /, "")
    .replace(/^option '(--\S+)[^']*' argument '.*' is invalid\. /s, "$1: ")
    .replace(/^command-argument value '.*' is invalid for argument '.*'\. /s, "")
    .split(/\n(?=\()/).map(printable);
  const sentence = first.charAt(0).toUpperCase() + first.slice(1);
  const hints = rest.map((line) => line.replace(/^\((.*)\)$/, "$1")).filter((line) => line !== "");
  return [/[.?!]$/.test(sentence) ? sentence : `${sentence}.`, ...hints].join(" ");
};

/**
 * What the parser would let pass for an argument, or tell of too late: a number with a minus, which
 * may be the wrong value of an option, a lone minus where no value is expected, and a long option with
 * one minus.
 */
const looseMinus = (args: ReadonlyArray<string>, program: Command): string | undefined => {
  const end = args.indexOf("--");
  const takesValue = (flag: string | undefined): boolean =>
    program.commands.some(({ options }) =>
      options.some(({ long, required }) => required && long === flag)
    );
  return (end < 0 ? args : args.slice(0, end)).find((text, index) =>
    text === "-"
      ? args[index - 1] !== "--from-file"
      : /^-(?:[.\d]|[^-].)/su.test(text) && !takesValue(args[index - 1])
  );
};

/** What is said of it. */
const aboutMinus = (text: string, program: Command): string => {
  if (text === "-") return '"-" is no argument. Task ids on standard input: --from-file -';
  const [long] = `-${text}`.split("=");
  const isOption = long === "--help" ||
    program.commands.some(({ options }) => options.some((each) => each.long === long));
  const hint = isOption
    ? `Did you mean ${long}?`
    : 'An argument that begins with "-" comes after "--".';
  return `Unknown option '${printable(text)}'. ${hint}`;
};

interface Tree {
  readonly program: Command;
  readonly shown: Array<string>;
  readonly request: () => Request | undefined;
}

const treeOf = (columns: number): Tree => {
  const shown: Array<string> = [];
  let request: Request | undefined;
  const program = new Command(name)
    .description("Stops code-check tasks of Huawei Cloud CodeArts Check.")
    .version(version, "--version", "the version")
    .exitOverride()
    // The options of a command are its own: the program's are neither taken nor proposed there.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => void shown.push(text),
      // Errors are told by whoever reads them.
      writeErr: () => {},
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
    })
    .helpOption("-h, --help", "this text")
    .helpCommand("help [command]", "the help of a command")
    .addHelpText("after", footer);
  for (const declare of declarations) {
    declare(program, (asked) => {
      request = asked;
    });
  }
  program.command("completions")
    .description("prints what makes a shell complete commands and options")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .addHelpText(
      "after",
      `
Examples:
  eval "$(codearts-check completions bash)"   # in ~/.bashrc
  eval "$(codearts-check completions zsh)"    # in ~/.zshrc, after compinit
  codearts-check completions fish | source    # in ~/.config/fish/config.fish`,
    )
    .action((shell: Shell) => void shown.push(completionsOf(program, shell)));
  return { program, shown, request: () => request };
};

/** Reads the arguments; help is as wide as `columns`, and no wider than can be read. */
export const readArguments = (args: ReadonlyArray<string>, columns = 80): Arguments => {
  const { program, request, shown } = treeOf(Math.min(columns, 100));
  const wrong = (message: string): Arguments => {
    const command = program.commands.find((each) => each.name() === args[0]);
    const asked = command === undefined ? name : `${name} ${command.name()}`;
    return { _tag: "Wrong", message: `${message}\nSee ${asked} --help` };
  };
  const minus = looseMinus(args, program);
  if (minus !== undefined) {
    return wrong(aboutMinus(minus, program));
  }
  // The parser's own `help` shows the program's for a command that there is not.
  const isCommand = (text: string): boolean =>
    program.commands.some((each) => each.name() === text);
  const [first = "", asked] = args;
  if (first === "help" && asked !== undefined) {
    if (asked.startsWith("-")) return readArguments(["--help"], columns);
    return isCommand(asked)
      ? readArguments([asked, "--help"], columns)
      : wrong(`There is no command "${printable(asked)}".`);
  }
  // Without a command it is the demonstration; its own options are the program's then.
  const isOwn = args.some((text) =>
    !text.startsWith("-") || /^(?:-h|--help|--version)$/.test(text)
  );
  try {
    program.parse(isOwn ? args : ["demonstration", ...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const later = args.slice(1).find(isCommand);
    if (error.code === "commander.unknownOption" && !isCommand(first) && later !== undefined) {
      return wrong(`The options of ${later} come after it: ${name} ${later} ${printable(first)}`);
    }
    if (error.exitCode !== 0) return wrong(reworded(error.message));
  }
  const found = request();
  return found === undefined
    ? { _tag: "Shown", text: shown.join("").trimEnd() }
    : { _tag: "Asked", request: found };
};
