import { commandsOf, commandsOfWords } from '../commands/commands-of.ts'
import { gpuFlagsOf } from '../commands/gpu-flags.ts'
import { placeOf } from '../commands/place.ts'
import { scriptPlace } from '../data/script-place.ts'
import { scalarsOf, type Value } from '../data/value.ts'
import type { Command, FileFacts } from '../facts.ts'
import { siteAt, type TextFile } from '../text-file.ts'

/** What the shell text of one scalar, or of each scalar of a list, runs. */
export function scriptFacts(file: TextFile, script: Value | undefined, origin: Command['origin']): FileFacts {
  const texts = scalarsOf(script).map((scalar) => commandsOf(scalar.text, scriptPlace(file, scalar, origin)))
  return withGpuFlags({
    commands: texts.flatMap(({ commands }) => commands),
    unread: texts.flatMap(({ unread }) => unread),
  })
}

/** What a list of words runs (`command: [python, train.py]`); a single scalar is shell text. */
export function wordsFacts(file: TextFile, words: Value | undefined, origin: Command['origin']): FileFacts {
  if (words?.kind !== 'list') return scriptFacts(file, words, origin)
  const texts = scalarsOf(words).map(({ text }) => text)
  if (texts.length === 0) return {}
  return withGpuFlags(commandsOfWords(texts, placeOf(origin, siteAt(file, words.at, words.end))))
}

function withGpuFlags(facts: FileFacts): FileFacts {
  return { ...facts, containers: (facts.commands ?? []).flatMap(gpuFlagsOf) }
}
