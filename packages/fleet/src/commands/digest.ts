import { writeOutput } from 'acclimate/command-parts'
import { asDigest } from '../show/digest.ts'
import { answersTo, periodOf, type Place, questionsOf, selectionOf, withTables } from './answering.ts'

/** `acclimate fleet digest`. */
export async function runDigest(place: Place, flags: Readonly<Record<string, unknown>>): Promise<number> {
  const selection = selectionOf(flags)
  const period = periodOf(flags)
  await withTables(place, async (tables) => {
    const answers = await answersTo(questionsOf([]), tables, selection, period)
    const output = flags['output'] === undefined ? undefined : String(flags['output'])
    writeOutput(asDigest({ ...period, selection, answers }), output)
  })
  return 0
}
