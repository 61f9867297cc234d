import { describe, expect, it } from 'vitest'
import { hashOf } from '../../src/project/python/name-set.ts'
import { relevanceOf } from '../../src/project/python/relevance.ts'
import { skim } from '../../src/project/python/skim/skim.ts'

const relevance = relevanceOf([{ values: ['cuda'], strong: ['flash_attn', 'synchronize'], weak: ['device'] }])

/** A function too long to be kept for a word of little weight. */
const long = (...lines: readonly string[]): string =>
  ['def longer(self, model, args):', 'a = 1', 'b = 2', 'c = 3', 'd = 4', ...lines].join('\n    ') + '\n'

/** Code above a line, and the line, which is kept for what the code above says. */
const FOLLOWED: Readonly<Record<string, readonly [string, string]>> = {
  'a variable of the top level': ['d = "cuda"\n', 'model.to(d)'],
  'a value that is chosen': ['where = "cuda" if torch.cuda.is_available() else "cpu"\n', 'model.to(where)'],
  'a copy of a copy': ['d = "cuda"\ne = d\nf = e\n', 'model.to(f)'],
  'an attribute': [
    'class A:\n    def __init__(self):\n        self.place = torch.device("cuda")\n',
    'model.to(self.place)',
  ],
  'a field of a class': ['class A:\n    place: str = "cuda"\n', 'model.to(A.place)'],
  'a table': ['SETUP = {"kind": "cuda"}\n', 'model.to(SETUP["kind"])'],
  'an option': ['parser.add_argument("--gpu-kind", default="cuda")\n', 'model.to(args.gpu_kind)'],
  'what a function returns': ['def pick():\n    return "cuda"\n', 'model.to(pick())'],
  'a function that returns what it has chosen': [
    'def pick():\n    found = "cuda"\n    return found\n',
    'model.to(pick())',
  ],
  'an object that is made with it': ['class Setup:\n    place = "cuda"\nsetup = Setup()\n', 'model.to(setup.place)'],
  'what an import of interest brings': ['from flash_attn import flash_func as attend\n', 'x = attend(model)'],
}

describe('values that are followed', () => {
  it.each(Object.entries(FOLLOWED))('%s', (_, [above, line]) => {
    const { text } = skim(`${above}${long(line)}`, relevance)
    expect(text).toContain(line)
    expect(text).not.toContain('c = 3')
  })

  it('a parameter with a default, in its function', () => {
    const { text } = skim('def f(x, place="cuda", count=1):\n    count += 1\n    x.to(place)\n', relevance)
    expect(text).toContain('x.to(place)')
    expect(text).not.toContain('count +=')
  })

  it.each([
    ['what is made on a device', 'model = Net().cuda()\n', 'total = model.parameters()'],
    ['a local of another function', 'def f():\n    d = "cuda"\n', 'model.to(d)'],
    ['what stands beside an import of interest', 'from a import other\nfrom flash_attn import x\n', 'other(model)'],
  ])('not %s', (_, above, line) => {
    expect(skim(`${above}${long(line)}`, relevance).text).not.toContain(line)
  })

  it('what a module hands on: values, functions that return them, classes with such fields as they are called', () => {
    const text = [
      'import flash_attn',
      'D = "cuda"',
      'net = Net().cuda()',
      'def pick():\n    return D',
      'def build():\n    return Net().to(D)',
      'class Setup:\n    def __init__(self):\n        self.place = D',
      'class Net:\n    def forward(self, x):\n        return x.cuda()',
      '',
    ].join('\n')
    expect(skim(text, relevance).handed).toEqual(['D', 'pick', 'Setup('])
  })

  it('a name that was handed on counts like the value, and nothing without it', () => {
    const text = `from settings import place\n${long('model.to(place)')}`
    expect(skim(text, relevance).words).toBeUndefined()
    expect(skim(text, relevance, new Set([hashOf('place')])).text).toContain('model.to(place)')
  })
})
