import type { FileFacts, PackageIndex } from '../../facts.ts'
import { positionAt } from '../../text-file.ts'
import { PIP_OPTIONS, readArguments, type Word } from '../install-options.ts'
import { indexAt } from '../package-indexes.ts'
import type { Part } from '../part.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readUnderstood, withoutPlace } from '../understood.ts'
import type { LogicalLine } from './logical-lines.ts'

/** Where the options of a single requirement begin: `--hash`, `--config-settings`. */
const OPTIONS_OF_REQUIREMENT = /[ \t]--?[a-z]/i
const WORD = /"[^"]*"|'[^']*'|[^\s"']+/g

/** Reads one line of a requirements file: options of the whole file, or a requirement. */
export function readLine(part: Part, { at, text }: LogicalLine): FileFacts {
  if (text.startsWith('-')) return readOptionLine(part, { at, text })
  const end = text.search(OPTIONS_OF_REQUIREMENT)
  const requirement = (end === -1 ? text : text.slice(0, end)).trimEnd()
  // Of a list with hashes every requirement has to have some.
  const separator = end === -1 ? '' : undefined
  return readUnderstood(part, requirement, { at, end: at + requirement.length }, separator)
}

function readOptionLine(part: Part, { at, text }: LogicalLine): FileFacts {
  const words = [...text.matchAll(WORD)].map((match) => wordAt(at + match.index, match[0]))
  const found = readArguments(words.map(unquoted), PIP_OPTIONS).map(({ meaning, ...word }): FileFacts => {
    // Files that are named here are read as files of their own.
    if (meaning === 'other') return {}
    if (meaning === 'requirement') return withoutPlace(readUnderstood(part, word.text, word)) // `-e` takes no marker.
    const option = meaning === 'index' ? optionAt(part, { at, text }) : undefined
    return { indexes: [indexAt(part.file, word.text, word, { kind: meaning, option })] }
  })
  return sumFacts(found)
}

/** The option by which a line begins that names the index in place of the usual one. */
function optionAt({ file }: Part, { at, text }: LogicalLine): PackageIndex['option'] {
  const [name] = /^(?:--index-url|-i)(?=[\s=])/.exec(text) ?? []
  return name === undefined ? undefined : { at, length: name.length, ...positionAt(file, at) }
}

function wordAt(at: number, text: string): Word {
  return { text, at, end: at + text.length }
}

function unquoted(word: Word): Word {
  const quoted = /^(["'])(.*)\1$/.exec(word.text)
  return quoted ? { text: quoted[2] ?? '', at: word.at + 1, end: word.end - 1 } : word
}
