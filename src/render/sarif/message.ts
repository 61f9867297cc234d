import { printable } from '../terminal/printable.ts'

/**
 * Plain text as a message of SARIF: what would read as a link, `[text](address)`, or as a placeholder, `{0}`, stays what
 * it is. Other brackets and braces are left alone, since viewers show them as they stand.
 */
export function messageOf(text: string) {
  const plain = printable(text)
    .replaceAll(/\](?=\()/g, String.raw`\]`)
    .replaceAll(/\{(\d+)\}/g, '{{$1}}')
  return { text: plain }
}
