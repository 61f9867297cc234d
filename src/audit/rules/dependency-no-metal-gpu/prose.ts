import type { Library, Statement } from '../../../knowledge/knowledge.ts'

export const title = 'A library that the code uses does not reach the GPU of a Mac'

export const messages = {
  fails: ({ name }: Library, { note }: Statement): string =>
    `${name} cannot do its work on the GPU of a Mac.${after(note)}`,
  idle: ({ name }: Library, { note }: Statement): string =>
    `What ${name} computes stays off the GPU of a Mac.${after(note)}`,
  blind: ({ name }: Library, { note }: Statement): string => `${name} sees nothing of a Mac’s GPU.${after(note)}`,
  unnamed: ({ name }: Library, { note }: Statement): string =>
    `${name} cannot do its work on the GPU of a Mac. Nothing here imports it; another package may, or what it puts on the path is used.${after(note)}`,
} as const

export const take = ({ name }: Library, since: string): string => `Take ${name} ${since} or later.`

function after(note: string | undefined): string {
  return note === undefined ? '' : ` ${note}`
}
