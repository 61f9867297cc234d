import type { Output } from '../output.ts'

/** The Report itself. */
export const output = {
  name: 'json',
  render: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
} satisfies Output
