import type { FileFacts, Instruction } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { commandsOf } from '../commands-of.ts'
import { placeAt } from '../place.ts'
import { blocksOf } from './blocks.ts'

/** Longest text that is read: what people are told to type stands in the first pages. */
const MAX_CHARACTERS = 300_000

export const format = {
  name: 'readme',
  specification: 'https://spec.commonmark.org/0.31.2/#fenced-code-blocks',
  recognises: (path) => /(?:^|\/)(?:README|INSTALL(?:ATION)?)(?:[._-][\w.-]+)?\.(?:md|markdown)$/i.test(path),
  read,
} satisfies Format

/** What the reader is to fill in, `--port=<a free port>`, which a shell would take for a file to read from. */
const BLANK = /<[A-Za-z](?:[\w ./:-]{0,100}[\w.])?>/g

/** The same text with a word of the same length in the place of each blank. */
function withoutBlanks(text: string): string {
  return text.replaceAll(BLANK, (blank) => '_'.repeat(blank.length))
}

/** What a text tells its readers to type. What a shell does not understand was not meant for one, and is passed over. */
function read(file: TextFile): FileFacts {
  const instructions = blocksOf(file.text.slice(0, MAX_CHARACTERS)).flatMap(({ at, text, heading }) =>
    commandsOf(withoutBlanks(text), placeAt(file, 'docs', at)).commands.map((command): Instruction => ({
      ...command,
      ...(heading === undefined ? {} : { heading }),
    })),
  )
  return { instructions }
}
