/**
 * The text of `--help`, and the error of who should have read it.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";
import { Region } from "../Region.ts";
import { alone, command } from "./name.ts";

const Base: new (
  fields: { readonly message: string },
) => Cause.YieldableError & { readonly _tag: "UsageError"; readonly message: string } = Data
  .TaggedError("UsageError");

/** The command line was used wrongly: exit code 2. */
export class UsageError extends Base {}

export const version = "0.1.0";

export const help: string = `Stops code-check tasks of Huawei Cloud CodeArts Check.

Usage
  ${alone.padEnd(48)} a demonstration, on an emulated cloud
  ${command} stop <task-id>... --region <region>
  ${command} stop <task-id>... --endpoint <url>
  ${command} emulator [--port <port>]

Commands
  stop       stops tasks, several at a time; a line for each
  emulator   serves an emulated cloud with running checks on 127.0.0.1, until Ctrl-C

Options
  --region <region>   where the tasks are; default: HW_REGION_NAME
                      ${Region.literals.slice(0, 5).join(", ")},
                      ${Region.literals.slice(5).join(", ")}
  --endpoint <url>    the service's address instead, such as http://127.0.0.1:8080
  --port <port>       where the emulator listens; default: one that is free
  --json              one JSON object a line on standard output
  -h, --help          this text
  --version           the version

Credentials, the first that is there of
  environment        HUAWEICLOUD_SDK_AK and _SK, CLOUD_SDK_AK and _SK, HW_ACCESS_KEY and
                     HW_SECRET_KEY, HW_AUTH_TOKEN, or HW_DOMAIN_NAME, HW_USER_NAME and
                     HW_USER_PASSWORD
  standard input     a token
  profile            [basic] with ak and sk in ~/.huaweicloud/credentials, or in the file that
                     HUAWEICLOUD_SDK_CREDENTIALS_FILE names
  metadata service   the agency of the ECS host that this runs on
  They are never options: options show in the list of processes.

Examples
  HW_AUTH_TOKEN=... ${command} stop 5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d --region cn-north-4
  ${command} stop 5a0f6e7d8c9b4a3f2e1d0c9b8a7f6e5d --region cn-north-4 < token.txt

Exit codes
  0 all stopped   1 some not   2 wrong usage   130 interrupted`;
