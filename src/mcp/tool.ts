import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import type { Projects } from './projects.ts'

/** What a tool of the server answers: a text to read, and the same as data. */
export interface Answer {
  readonly text: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Something that an agent can ask for. All of them read only, but for the one that asks first. */
export interface Tool<Input> {
  readonly name: string
  readonly title: string
  /** What it answers, and when it is the one to call: all that an agent knows of it. */
  readonly description: string
  readonly input: StandardSchemaWithJSON<unknown, Input>
  /** The question to the user before it is done; absent where nothing is run and nothing changed. */
  readonly asksFirst?: (input: Input) => string
  /**
   * Loads what it answers by when it is called, since agents wait for the start of a server and need few of its tools.
   * @throws UsageError for what the agent can mend
   */
  readonly answer: (input: Input, projects: Projects) => Promise<Answer>
}
