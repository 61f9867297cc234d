import type { Given } from './messages.ts'

const FOLDER = '../../../samples/photo-captions/'
/** A small project such as many have, which also stands in the repository; loaded when somebody asks for it. */
const texts = import.meta.glob<string>('../../../samples/photo-captions/**/*', {
  query: '?raw',
  import: 'default',
  eager: true,
  exhaustive: true,
})

export const example: Given = {
  name: 'photo-captions',
  content: {
    files: Object.entries(texts).map(([path, text]) => ({ path: path.slice(FOLDER.length), file: new Blob([text]) })),
  },
}
