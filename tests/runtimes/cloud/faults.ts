/**
 * The faults that a runtime asks for by their names.
 *
 * @module
 */
import { Fault } from "../../../src/emulator/Emulator.ts";

const refusal = (status: number, code: string, message: string): Fault =>
  Fault.Reply({
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ error_code: code, error_msg: message }),
  });

let open = 0;

/** How many endless bodies are still being sent. */
export const openBodies = (): number => open;

/** A body that never ends, and comes as fast as it is read. */
const endless = (): ReadableStream<Uint8Array> => {
  open++;
  return new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(16 * 1024).fill(0x78)),
    cancel: () => void open--,
  }, { highWaterMark: 0 });
};

/** The fault of a name; some take where the request of the control went to. */
export const faultOf = (name: string, url: URL): Fault | undefined => {
  switch (name) {
    case "busy":
      return Fault.Busy();
    case "throttled":
      return Fault.Throttled({ retryAfter: 7 });
    case "unavailable":
      return Fault.Unavailable({ status: 503, body: "html" });
    case "forbidden":
      return refusal(403, "APIGW.0302", "The IAM user is not authorized to access the API");
    case "invalid":
      return refusal(400, "CC.00050000.400", "parameters not valid");
    case "other":
      return refusal(400, "CC.00050001", "the service says something else");
    case "garbage":
      return Fault.Reply({ status: 200, body: "<html>a proxy's page</html>" });
    case "endless":
      return Fault.Reply({ status: 200, body: endless });
    case "cut":
      return Fault.Cut();
    case "late":
      return Fault.Slow({ delay: "1 hour" });
    case "lateBody":
      return Fault.Slow({ delay: "1 hour", part: "body" });
    case "redirect": {
      // Another host's name, and the same machine.
      const elsewhere = `http://localhost:${url.port}/v2/tasks/${url.searchParams.get("to")}/stop`;
      return Fault.Reply({ status: 307, headers: { location: elsewhere } });
    }
    default:
      return undefined;
  }
};
