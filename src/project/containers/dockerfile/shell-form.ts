/**
 * The shell text of an instruction, as long as what is written: the builder drops comment and empty lines between
 * continued lines and allows blanks behind a continuation's backslash, which a shell does not.
 */
export function shellForm(written: string): string {
  return written
    .replace(/\\([ \t]+)(?=\r?\n)/g, '$1\\')
    .replace(/(?<=\\\r?\n)(?:[ \t]*(?:#[^\n]*)?\n)+/g, (lines) => ' '.repeat(lines.length))
}
