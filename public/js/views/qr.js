// @ts-check
import { say } from "../words.js";

const svg = "http://www.w3.org/2000/svg";

/** A QR code as a picture. */
export function createQr() {
  const dom = document.createElementNS(svg, "svg");
  const path = document.createElementNS(svg, "path");
  dom.setAttribute("class", "qr");
  dom.setAttribute("role", "img");
  dom.setAttribute("aria-label", say("qrLabel"));
  dom.setAttribute("shape-rendering", "crispEdges");
  dom.append(path);
  return {
    dom,
    /** @param {{size: number, path: string}} qr  the dark parts, in as many units each way */
    update({ size, path: dark }) {
      dom.setAttribute("viewBox", `0 0 ${size} ${size}`);
      path.setAttribute("d", dark);
    },
  };
}
