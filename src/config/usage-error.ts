/** Something that the user can mend: shown as one line, without a stack; the program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
