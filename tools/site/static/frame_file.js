// A file of frames, as baking.py writes it: fetched, checked, and opened.

import { beside } from "./network.js";

/** CRC-32 as zlib has it: a file that was damaged on its way must not become a wrong picture. */
export function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A file of frames, checked: what its head says, and the bytes of each frame. */
export async function framesOf(bytes, crc) {
  if (crc32(bytes) !== crc) throw new Error("the file of their pictures is damaged");
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const head = await inflated(bytes.subarray(4, 4 + length));
  const { told, frames } = JSON.parse(new TextDecoder().decode(head));
  let at = 4 + length;
  return frames.map((frame) => {
    at += frame.bytes;
    const controls = told[frame.controls];
    return { ...frame, controls, buffer: bytes.slice(at - frame.bytes, at).buffer };
  });
}

async function fetched(address) {
  const answer = await fetch(beside(address)).catch(() => null);
  if (answer?.ok) return new Uint8Array(await answer.arrayBuffer());
  const why = answer ? `${answer.status}` : "no answer";
  throw new Error(`their pictures could not be had (${why}); the page may be an old one`);
}

/** The frames in the file of an address, if it is what the page was made for. */
export const framesIn = async (address, crc) => framesOf(await fetched(address), crc);
