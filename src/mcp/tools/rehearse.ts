import { resolve } from 'node:path'
import { toStandardJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { printable } from '../../render/terminal/printable.ts'
import type { Tool } from '../tool.ts'

/** The macOS that is pretended, as of `acclimate rehearse`. */
const MACOS = '26.0'
/** Characters of what the program printed that are told, its last ones: an exception stands at the end. */
const MOST_PRINTED = 2_000
/** Seconds after which a program is stopped where nothing else is said: an agent waits for the answer. */
const USUAL_TIMEOUT = 300
/** Events that are told as data; the text has fewer. */
const MOST_EVENTS = 50

const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const input = v.object({
  directory: v.pipe(v.string(), v.minLength(1), v.description('The folder in which the program is started.')),
  command: v.pipe(
    v.array(v.string()),
    v.minLength(1),
    v.description('The program and its words, without a shell: ["python", "train.py", "--epochs", "1"].'),
  ),
  torch: v.optional(
    v.pipe(v.string(), v.description('Release of PyTorch to rehearse; the one installed when absent.')),
  ),
  maxSteps: v.optional(v.pipe(count, v.description('Steps of an optimizer after which it is stopped; 2 tell most.'))),
  timeout: v.optional(v.pipe(count, v.description('Seconds after which it is stopped.')), USUAL_TIMEOUT),
})

export const rehearse: Tool<v.InferOutput<typeof input>> = {
  name: 'rehearse',
  title: 'Run a program here as if on a Mac',
  description:
    'Runs a PyTorch program of the user on the CPU of this machine (Linux) on a stand-in for Metal, which refuses, falls back and counts memory as a release of PyTorch does on a Mac, and says what a Mac would have done, by line. It executes the program, so the user is asked first. Use it after audit has nothing left to say, to see what cannot be seen without running.',
  input: toStandardJsonSchema(input),
  asksFirst: ({ directory, command }) =>
    `Acclimate is asked to run this program on this machine, as if on a Mac:\n${printable(command.join(' '))}\nin ${printable(resolve(directory))}`,
  async answer({ directory, command, torch, maxSteps, timeout }) {
    const { rehearseProgram } = await import('../../rehearse-program.ts')
    const { renderRehearsal } = await import('../../render/terminal/rehearsal/index.ts')
    let printed = ''
    const rehearsal = await rehearseProgram(command, {
      directory: resolve(directory),
      macos: MACOS,
      timeout,
      output: (text) => (printed = `${printed}${text}`.slice(-MOST_PRINTED)),
      ...(torch !== undefined && { torch }),
      ...(maxSteps !== undefined && { maxSteps }),
    })
    const text = renderRehearsal(rehearsal, { columns: 100, colour: false })
    const said =
      printed === '' ? '' : `\nThe program printed at its end:\n${printed.split('\n').map(printable).join('\n')}`
    const events = rehearsal.events.slice(0, MOST_EVENTS)
    return { text: text + said, data: { ...rehearsal, events, of: rehearsal.events.length } }
  },
}
