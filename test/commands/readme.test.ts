import { describe, expect, it } from 'vitest'
import { format } from '../../src/project/commands/readme/index.ts'

const TEXT = `# Tool

## Linux

Then:

\`\`\`console
$ pip install torch
  $ python -m tool \\
    --fast
\`\`\`

\`\`\`python
import tool
\`\`\`

~~~
make run
~~~
`

describe('what a README tells its readers to type', () => {
  it('is known by the name of the file', () => {
    expect(format.recognises('docs/README.zh.md')).toBe(true)
    expect(format.recognises('INSTALL.md')).toBe(true)
    expect(format.recognises('readme_parser.py')).toBe(false)
  })

  it('stands in fenced blocks, without prompts, with what is said above', () => {
    const { instructions = [] } = format.read({ path: 'README.md', text: TEXT })
    expect(instructions.map(({ words, site, heading }) => [words.join(' '), site.line, site.column, heading])).toEqual([
      ['pip install torch', 8, 3, '## Linux Then:'],
      ['python -m tool --fast', 9, 5, '## Linux Then:'],
      ['make run', 18, 1, '## Linux Then:'],
    ])
  })

  it('never throws', () => {
    for (const text of ['```', '```\n```\n```', '~~~sh\n$ "', '# \n```bash\n<<<<\n```'])
      expect(() => format.read({ path: 'README.md', text })).not.toThrow()
  })
})
