import type { Output } from '../output.ts'

/** The Report itself. */
export const output = {
  name: 'json',
  purpose: 'the whole report, for programs',
  render: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
} satisfies Output
