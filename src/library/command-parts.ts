/** What the command lines of this repository's packages share. Not for others: it may change with any release. */
export { placeOfOutput } from '../commands/place-of-output.ts'
export { progressLine } from '../commands/progress.ts'
export { writeOutput } from '../commands/write-output.ts'
