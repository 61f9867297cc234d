import { normaliseName } from '../project/requirement/name.ts'

/** Characters of a reason. */
const MAX_REASON = 600

/** The versions that `uv pip compile` wrote, by normalised name. */
export function readPins(text: string): ReadonlyMap<string, string> {
  const pins = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, name, version] =
      /^([A-Za-z0-9][\w.-]{0,200})(?:\[[^\]]{0,200}\])?==([\w.!+-]{1,100})(?:\s|$)/.exec(line) ?? []
    if (name !== undefined && version !== undefined) pins.set(normaliseName(name), version)
  }
  return pins
}

/** What uv says of why it found nothing: its own sentence, on one line. */
export function readReason(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = text.replace(/\u001B\[[\d;]{0,20}m/g, '')
  const [, cause] = /(?:^|\n)\s*(?:├─▶|╰─▶|cause:|Caused by:)\s*([\s\S]+?)(?:\n\s*\n|\n\s*hint|$)/.exec(plain) ?? []
  const [, error] = /(?:^|\n)error: ([^\n]+)/.exec(plain) ?? []
  const reason = (cause ?? error ?? plain).replace(/\s+/g, ' ').trim()
  return reason.slice(0, MAX_REASON) || 'uv gave no reason'
}
