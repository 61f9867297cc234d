import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import * as v from 'valibot'
import { explainMessage } from '../../src/library/explain-message.ts'
import { messageText } from '../../src/messages/text.ts'
import { renderRecognition } from '../../src/render/terminal/recognition/index.ts'
import type { Recognition } from '../../src/report/recognition.ts'
import { recognitionSchema } from '../../src/report/recognition-schema.ts'
import type { Plain } from '../render/plain.ts'
import { finding, report, site } from '../render/report.ts'

const TRACEBACK = `Traceback (most recent call last):
  File "/Users/a/work/src/train.py", line 10, in <module>
    main()
  File "/Users/a/work/src/train.py", line 6, in main
    model = nn.Linear(2, 2).cuda()
            ^^^^^^^^^^^^^^^^^^^^^^
  File "/venv/lib/python3.11/site-packages/torch/cuda/__init__.py", line 239, in _lazy_init
    raise AssertionError("Torch not compiled with CUDA enabled")
AssertionError: Torch not compiled with CUDA enabled
`

describe('a traceback', () => {
  test('comes down to its messages and its frames', () => {
    const { lines, frames } = messageText(TRACEBACK)
    expect(lines.filter(({ isError }) => isError).map(({ text }) => text)).toEqual([
      'AssertionError: Torch not compiled with CUDA enabled',
    ])
    expect(frames.map(({ line, in: name, code }) => [line, name, code])).toEqual([
      [10, '<module>', 'main()'],
      [6, 'main', 'model = nn.Linear(2, 2).cuda()'],
      [239, '_lazy_init', 'raise AssertionError("Torch not compiled with CUDA enabled")'],
    ])
  })

  test('of IPython and of rich has frames, too', () => {
    expect(messageText('File ~/a/trainer.py:1932, in Trainer.train(self)').frames).toEqual([
      { file: '~/a/trainer.py', line: 1932, in: 'Trainer.train' },
    ])
    expect(messageText('│ /opt/a/finetune.py:163 in <module>        │').frames).toEqual([
      { file: '/opt/a/finetune.py', line: 163, in: '<module>' },
    ])
  })

  test('is about its error, not about a warning before it', () => {
    const warning =
      "UserWarning: The operator 'aten::nonzero' is not currently supported on the MPS backend and will fall back to run on the CPU."
    const [first, second] = explainMessage(`${warning}\n${TRACEBACK}`).answers
    expect([first?.id, second?.id]).toEqual(['torch-without-cuda', 'operator-falls-back'])
  })
})

describe('in a project', () => {
  const files = ['src/train.py', 'train.py', 'src/other.py']
  const found = finding({ code: 'device/cuda-literal', sites: [site('src/other.py', 3), site('src/train.py', 6)] })
  const project = { files, report: report({ findings: [found] }) }

  test('the line that a finding and the traceback agree on is first', () => {
    const places = explainMessage(TRACEBACK, { project }).answers[0]?.places ?? []
    expect(places.map(({ by, file, line }) => [by, file, line])).toEqual([
      ['finding', 'src/train.py', 6],
      ['frame', 'src/train.py', 10],
      ['finding', 'src/other.py', 3],
    ])
  })

  test('files of others are no places', () => {
    const [answer] = explainMessage(TRACEBACK, {
      project: { report: report(), files: ['torch/cuda/__init__.py'] },
    }).answers
    expect(answer?.places).toEqual([])
  })

  test('a package that the message names is shown where it is required', () => {
    const dependency = {
      name: 'nvidia-cublas-cu12',
      requirement: 'nvidia-cublas-cu12==12.4.5.8',
      scope: 'runtime' as const,
      sites: [site('requirements.txt', 7, 'nvidia-cublas-cu12==12.4.5.8')],
      metal: { status: 'unsupported' as const, sources: [] },
      cuda: { status: 'supported' as const, sources: [] },
    }
    const text = 'ERROR: No matching distribution found for nvidia_cublas-cu12==12.4.5.8'
    const [answer] = explainMessage(text, { project: { report: report({ dependencies: [dependency] }) } }).answers
    expect(answer?.places).toMatchObject([{ by: 'requirement', file: 'requirements.txt', line: 7 }])
  })
})

test('what it names is looked up', () => {
  const text = "The operator 'aten::roll' is not currently implemented for the MPS device."
  const [named] = explainMessage(text).answers[0]?.names ?? []
  expect(named).toMatchObject({ name: 'aten::roll', answers: [{ kind: 'operator' }] })
})

test('versions of PyTorch come with their days', () => {
  const [answer] = explainMessage('RuntimeError: Conv3D is not supported on MPS').answers
  expect(answer).toMatchObject({ until: '2.3.0', to: '2024-04-24' })
})

test('the schema and the type are the same', () => {
  expectTypeOf<Plain<v.InferOutput<typeof recognitionSchema>>>().toEqualTypeOf<Plain<Recognition>>()
  const parsed = v.safeParse(recognitionSchema, JSON.parse(JSON.stringify(explainMessage(TRACEBACK))))
  expect(parsed.issues).toBeUndefined()
})

test('no text throws, and none reaches the terminal as it is', () => {
  const parts = fc.constantFrom(
    'File "a.py", line ',
    '\u001B[31m',
    "No module named '",
    '\n',
    'MPS',
    '9'.repeat(400),
    '{',
    '│',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(parts, fc.string({ unit: 'binary' }))), (texts) => {
      const shown = renderRecognition(explainMessage(texts.join(' ')), { columns: 80, colour: false })
      expect(shown).not.toContain('\u001B')
    }),
  )
})

test('time grows with the text only up to a cap', () => {
  const line =
    'RuntimeError: Expected all tensors to be on the MPS device, but found the operator not implemented for it\n'
  const begin = performance.now()
  explainMessage(line.repeat(200_000))
  expect(performance.now() - begin).toBeLessThan(5_000)
})
