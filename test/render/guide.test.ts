import { expect, test } from 'vitest'
import { renderGuide } from '../../src/render/terminal/guide/index.ts'

const PAGE = `# A title

A paragraph that is longer than
the place with \`code\` and [a page](https://example.org/x).

\`\`\`python
x = torch.zeros(8, device="cuda")  # a line of code stays whole
\`\`\`

- one
- [two](other.md)
`

test('a page of the docs is set for a terminal: no marks, paragraphs as wide as it is, code as it stands', () => {
  expect(renderGuide(PAGE, { columns: 40, colour: false })).toBe(`A title

A paragraph that is longer than the
place with code and a page
(https://example.org/x).

    x = torch.zeros(8, device="cuda")  # a line of code stays whole

- one
- two
`)
})
