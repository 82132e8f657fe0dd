// @ts-check
// Passes on what comes to a socket in the file system to a port: how a test on this machine reaches a port of another
// one's loopback (machine.js). It says "listening" once it does.
//
//   node port_relay.js PATH PORT
import { connect, createServer } from "node:net";

const [path, port] = process.argv.slice(2);

createServer({ allowHalfOpen: true, noDelay: true }, near => {
  const far = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
  near.pipe(far).pipe(near);
  for (const [one, other] of [[near, far], [far, near]]) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroySoon());
  }
}).listen(path, () => console.log("listening"));
