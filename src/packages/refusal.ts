/** Why something that was asked of an index has no answer, or one that is not used: one line for the user, no bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly about: About

  constructor(message: string, about: About = {}) {
    super(message)
    this.about = about
  }
}

interface About {
  /** The same question may be answered a moment later. */
  readonly passing?: boolean
  /** It is the host that fails, whatever it is asked. */
  readonly host?: boolean
  /** Milliseconds after which the other side wants to be asked again. */
  readonly wait?: number | undefined
}

/** The reason in an error that was thrown while asking; other errors are bugs and go on. */
export function reasonFrom(error: unknown): string {
  if (error instanceof Refusal) return error.message
  throw error
}
