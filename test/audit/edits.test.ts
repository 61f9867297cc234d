import { describe, expect, test } from 'vitest'
import type { Edit } from '../../src/report/edit.ts'
import { edited } from './edited.ts'

const CHOICE = 'device = "cuda" if torch.cuda.is_available() else "cpu"'
const CHOSEN = 'device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"'

/** A text as it stands in a string of JSON. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** The choice of a device where PyTorch goes by this name. */
function choice(torch: string): string {
  return `device = "cuda" if ${torch}.cuda.is_available() else "cpu"\n`
}

/** How safe the edit of a device is in a project with these requirements. */
async function safetyWith(requirements: string): Promise<readonly Edit['safety'][]> {
  const { edits } = await edited('device/cuda-literal', {
    'a.py': 'import torch\ndevice = torch.device("cuda")\ntorch.ones(2).to(device)\n',
    'requirements.txt': requirements,
  })
  return edits.map(({ safety }) => safety)
}

describe('what stands around an edit stays to the byte', () => {
  test.each([
    ['a byte order mark, carriage returns and tabs', `\uFEFFimport torch\r\nif True:\r\n\t${CHOICE}\t# \u00E9 \r\n`],
    ['carriage returns alone', `import torch\rx = "日"\r${CHOICE}\r`],
    ['wide characters before it', `import torch\ns = "日本 😀"; ${CHOICE}  # 😀`],
    ['a form feed and no line end', `import torch\n\f\n${CHOICE}`],
  ])('%s', async (_, text) => {
    const { after, edits } = await edited('device/ignores-metal-gpu', { 'a.py': text })

    expect(edits).toHaveLength(1)
    expect(after('a.py')).toBe(text.replace(CHOICE, CHOSEN))
  })

  test('of a notebook the outputs, the metadata and the layout, magics included', async () => {
    const cells = [
      { cell_type: 'markdown', source: ['é'] },
      { cell_type: 'code', source: ['%pip install torch\n', 'import torch\n', 's = "日\\n😀"'], outputs: [] },
      { cell_type: 'code', source: ['!ls\n', 'if s:\r\n', `\t${CHOICE}\n`], outputs: [{ text: CHOICE }] },
    ]
    const text = `${JSON.stringify({ cells, nbformat: 4, metadata: { a: 1.0 } }, undefined, 3)}\n\n`
    const { after, edits } = await edited('device/ignores-metal-gpu', { 'a.ipynb': text })

    expect(edits.map(({ cell, start }) => [cell, start])).toEqual([
      [2, '!ls\nif s:\r\n\t'.length + CHOICE.indexOf('"cpu"')],
    ])
    expect(after('a.ipynb')).toBe(text.replace(`\\t${quoted(CHOICE)}`, `\\t${quoted(CHOSEN)}`))
  })
})

describe('an edit says how safe it is', () => {
  test('it is where every PyTorch can be asked for Metal', async () => {
    expect(await safetyWith('numpy\n')).toEqual(['safe'])
    expect(await safetyWith('torch\n')).toEqual(['safe'])
    expect(await safetyWith('torch>=2.1\n')).toEqual(['safe'])
  })

  test('it is not where the project says that it runs on older ones too', async () => {
    expect(await safetyWith('torch>=1.7\n')).toEqual(['suggested'])
  })

  test('there is none where the project gets one that cannot be asked', async () => {
    expect(await safetyWith('torch==1.10.0\n')).toEqual([])
  })
})

describe('PyTorch is called what the code calls it', () => {
  test('by another name, and in a function that imports it', async () => {
    const { after } = await edited('device/ignores-metal-gpu', {
      'a.py': `import torch as th\n${choice('th')}`,
      'b.py': `def f():\n    import torch as t\n    ${choice('t')}    return device\n\n\nf()\n`,
    })

    expect(after('a.py')).toContain('else "mps" if th.backends.mps.is_available() else "cpu"')
    expect(after('b.py')).toContain('else "mps" if t.backends.mps.is_available() else "cpu"')
  })

  test.each([
    ['it is not imported itself', 'from torch import cuda\n', 'device = "cuda" if cuda.is_available() else "cpu"\n'],
    ['it may be missing', 'try:\n    import torch\nexcept ImportError:\n    torch = None\n', choice('torch')],
    ['only a part of it has a name', 'import torch.cuda as c\n', 'device = "cuda" if c.is_available() else "cpu"\n'],
  ])('nothing is edited where %s', async (_, imports, code) => {
    const { findings, edits } = await edited('device/ignores-metal-gpu', { 'a.py': imports + code })

    expect(findings.map(({ fix }) => fix?.kind)).toEqual(['manual'])
    expect(edits).toEqual([])
  })
})

test.each([
  [
    'CUDA is asked for by its name as well',
    'gpu = input()\ndevice = "cuda" if torch.cuda.is_available() and gpu == "cuda" else "cpu"',
  ],
  ['it stands in a formatted string', "print(f\"on {'cuda' if torch.cuda.is_available() else 'cpu'}\")"],
  ['the CPU is a part of something', 'device = "cuda" if torch.cuda.is_available() else "cpu" + ":0"'],
  [
    'a library without code for Metal gets it',
    `from faster_whisper import WhisperModel\n${CHOICE}\nWhisperModel("a", device=device)`,
  ],
])('a device is left alone where %s', async (_, code) => {
  const { findings, edits } = await edited('device/ignores-metal-gpu', { 'a.py': `import torch\n${code}\n` })

  expect(findings.length).toBeGreaterThan(0)
  expect(edits).toEqual([])
})

test.each([
  [
    'safe where the Mac can only gain',
    'device/cuda-literal',
    'device = torch.device("cuda")\ntorch.ones(2).to(device)',
  ],
  ['safe where it ran on its CPU before', 'device/ignores-metal-gpu', CHOICE],
  [
    'a suggestion where nobody knows the library',
    'device/cuda-literal',
    'from unheard_of import M\nD = "cuda"\nM(device=D)',
  ],
])('the choice of Metal is %s', async (words, code, text) => {
  const { edits } = await edited(code, { 'a.py': `import torch\n${text}\n` })

  expect(edits.map(({ safety }) => safety)).toEqual([words.startsWith('safe') ? 'safe' : 'suggested'])
})

describe('code that is compiled', () => {
  const copy = '    return x.to("mps", non_blocking=True)\n'

  test.each(['torch.jit.script', 'torch.compile(fullgraph=True)'])(
    'is not asked for the machine under %s',
    async (mark) => {
      const code = `import torch\n\n\n@${mark}\ndef f(x):\n${copy}\n\nf(torch.ones(2))\n`
      const { findings, edits } = await edited('memory/pinned', { 'a.py': code })

      expect([findings.length, edits.length]).toEqual([1, 0])
    },
  )

  test('may be that of a network', async () => {
    const code = `import torch\n\n\nclass Net(torch.nn.Module):\n    def forward(self, x):\n    ${copy}`
    const { edits } = await edited('memory/pinned', { 'a.py': code })

    expect(edits.map(({ safety }) => safety)).toEqual(['suggested'])
  })
})

test('where a network is given a list, its device is that of the network’s parameters', async () => {
  const { after } = await edited('device/cuda-literal', {
    'a.py': [
      'import torch',
      'from torch.nn.utils.rnn import pad_sequence',
      'class Net(torch.nn.Module):',
      '    def __init__(self):',
      '        super().__init__()',
      '        self.head = torch.nn.Linear(2, 2)',
      '    def forward(self, features):',
      '        padded = pad_sequence(features)',
      '        return self.head(padded) * torch.ones(2, 2).cuda()',
      'Net()([torch.ones(2, 2)])\n',
    ].join('\n'),
  })

  expect(after('a.py')).toContain('torch.ones(2, 2).to(next(self.parameters()).device)')
})

test('what a loop gets out of a data set of arrays is cast before it is moved', async () => {
  const { after } = await edited('dtype/float64', {
    'a.py': [
      'import torch',
      'from torch.utils.data import DataLoader, TensorDataset',
      'def fit(model, table, device):',
      '    for (rows,) in DataLoader(TensorDataset(torch.from_numpy(table))):',
      '        model(rows.to(device).float())\n',
    ].join('\n'),
  })

  expect(after('a.py')).toContain('rows.float().to(device).float()')
})

test('gradient scalers keep their arguments', async () => {
  const { after } = await edited('precision/grad-scaler', {
    'a.py': [
      'import torch as th',
      'a = th.cuda.amp.GradScaler()',
      'b = th.cuda.amp.GradScaler(2.0**10, enabled=True)',
      "c = th.amp.GradScaler('cuda', init_scale=1024.0)",
      'd = th.amp.GradScaler(enabled=True)\n',
    ].join('\n'),
  })
  const chosen = '"mps" if th.backends.mps.is_available() else'

  expect(after('a.py')).toBe(
    [
      'import torch as th',
      `a = th.amp.GradScaler(${chosen} "cuda")`,
      `b = th.amp.GradScaler(${chosen} "cuda", 2.0**10, enabled=True)`,
      `c = th.amp.GradScaler(${chosen.replaceAll('"', "'")} 'cuda', init_scale=1024.0)`,
      `d = th.amp.GradScaler(${chosen} "cuda", enabled=True)\n`,
    ].join('\n'),
  )
})

test('what a scaler becomes is not there for a PyTorch on which the project also runs', async () => {
  const { findings, edits } = await edited('precision/grad-scaler', {
    'a.py': 'import torch\ntorch.cuda.amp.GradScaler()\n',
    'requirements.txt': 'torch>=2.1\n',
  })

  expect([findings.length, edits.length]).toEqual([1, 0])
})
