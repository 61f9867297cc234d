import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { metalWords, openPlaces } from '../../src/render/metal-words.ts'
import { STATUS_WORDS } from '../../src/render/words.ts'
import type { AuditContext } from '../../src/audit/rule.ts'
import { withDefaults } from '../../src/config/options.ts'
import { observe } from '../../src/observe.ts'
import { inMemory } from '../../src/project/files/in-memory.ts'
import { projectFiles } from '../../src/project/files/project-files.ts'
import type { Status } from '../../src/report/report.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'
import { honest, undecidedIn } from '../../src/verdict/undecided.ts'
import { finding, report, site } from '../render/report.ts'
import { tree } from '../files/tree.ts'

const OPTIONS = { asOf: '2026-11-01' }
const REQUIREMENTS = { 'requirements.txt': 'torch==2.6.0\n' }
const CHOOSES = `import torch
device = torch.device("mps" if torch.backends.mps.is_available() else "cpu")
model = torch.nn.Linear(3, 3).to(device)
x = torch.zeros(3, device=device)
y = torch.ones(3, device=device)
`

async function contextOf(code: string): Promise<AuditContext> {
  const options = withDefaults(OPTIONS)
  const files = projectFiles(inMemory({ ...REQUIREMENTS, 'main.py': code }), options, () => {})
  const host = { knowledge, pythonParser: async () => parsePython }
  const { context } = await observe('project', files, host, options, () => {})
  return context
}

describe('what is said of a program in which no use of the GPU was found', () => {
  it('names how many libraries there are of which nothing is known', async () => {
    const files = {
      'requirements.txt': 'numpy\nsome-reader\n',
      'main.py': 'import some_reader\nsome_reader.read("a.png")\n',
    }
    expect(metalWords(await audit(tree(files), OPTIONS))).toMatch(
      /; no use of the GPU was found in it, and of 1 of 2 libraries nothing is known$/,
    )
  })

  it('is nothing where nothing is written', async () => {
    const { platforms, recommendation } = await audit(tree({ 'main.py': '' }), OPTIONS)
    expect([platforms.metal.status, platforms.cuda.status, recommendation.choice]).toEqual([
      'unknown',
      'unknown',
      'undecided',
    ])
  })
})

describe('how much was followed', () => {
  it('leaves out models whose code comes with their weights', async () => {
    const code = `from transformers import AutoModel, AutoTokenizer
where = "cpu" if input() else "auto"
tokenizer = AutoTokenizer.from_pretrained("org/model", trust_remote_code=True)
model = AutoModel.from_pretrained("org/model", trust_remote_code=True, device_map=where)
`
    const { undecided, platforms } = await audit(tree({ ...REQUIREMENTS, 'main.py': code }), OPTIONS)
    expect(undecided?.examples.map(({ line }) => line)).toEqual([4])
    expect([undecided?.unproved, platforms.metal.status]).toEqual([1, 'unknown'])
  })

  it('counts the uses of the GPU whose device is known', async () => {
    const { undecided } = await audit(tree({ ...REQUIREMENTS, 'main.py': CHOOSES }), OPTIONS)
    expect(undecided).toEqual({ places: 0, of: 3, examples: [] })
  })

  it('counts what may stop the program, and says where', async () => {
    const context = await contextOf(CHOOSES)
    const open = site('main.py', 9)
    expect(undecidedIn([finding({ certainty: 'possible', sites: [open] })], context)).toEqual({
      places: 1,
      of: 4,
      examples: [open],
    })
    expect(undecidedIn([finding({ certainty: 'possible', sites: [site('main.py', 3)] })], context)).toMatchObject({
      places: 1,
      of: 3,
    })
  })

  it('counts neither what is sure, nor what costs speed alone, nor what is off the main path', async () => {
    const context = await contextOf(CHOOSES)
    const others = [
      finding({ sites: [site('main.py', 9)] }),
      finding({ certainty: 'possible', sites: [site('main.py', 9)] }),
      finding({ certainty: 'possible', effect: 'degrades', sites: [site('main.py', 10)] }),
      finding({ certainty: 'possible', reach: 'test', sites: [site('main.py', 11)] }),
      finding({ certainty: 'possible', platform: 'cuda', sites: [site('main.py', 12)] }),
    ]
    expect(undecidedIn(others, context)).toEqual({ places: 0, of: 4, examples: [] })
  })

  it('counts neither what the program leaves alone as it is written, nor sessions that are given providers as open', async () => {
    const code =
      'import cv2, onnxruntime\nPREFERRED = "CPU"\nsession = onnxruntime.InferenceSession("a", providers=onnxruntime.get_available_providers())\nnet = cv2.dnn.readNet("x")\nif PREFERRED == "GPU":\n    net.setPreferableBackend(cv2.dnn.DNN_BACKEND_CUDA)\n'
    const { undecided } = await audit(tree({ 'main.py': code }), OPTIONS)
    expect(undecided).toEqual({ places: 0, of: 1, examples: [] })
  })

  it('counts functions that nothing calls where all that a program does with a GPU stands in them', async () => {
    const move = '    torch.zeros(2).cuda()\n'
    const fit = `\ndef fit():\n${move}${move}`
    const show = `\ndef show():\n${move}`
    const alone = await audit(tree({ ...REQUIREMENTS, 'main.py': `import torch\n${fit}${show}` }), OPTIONS)
    expect([alone.platforms.metal.status, alone.undecided?.places]).toEqual(['unknown', 3])
    const little = await audit(tree({ ...REQUIREMENTS, 'main.py': `import torch\n${fit}` }), OPTIONS)
    expect([little.platforms.metal.status, little.undecided?.places]).toEqual(['runs', 0])
    const beside = await audit(tree({ ...REQUIREMENTS, 'main.py': CHOOSES + fit + show }), OPTIONS)
    expect([beside.platforms.metal.status, beside.undecided?.places]).toEqual(['runs', 0])
  })

  it('counts code that cannot be read', async () => {
    const broken = { 'broken.py': 'import torch\nx = torch.zeros(3).cuda(((\n' }
    const { undecided } = await audit(tree({ ...REQUIREMENTS, 'main.py': CHOOSES, ...broken }), OPTIONS)
    expect(undecided?.places).toBeGreaterThan(0)
  })
})

describe('what is said of it', () => {
  const { platforms } = report()
  const undecided = { places: 3, of: 17, examples: [site('main.py', 9)] }
  const words = (status: Status) =>
    metalWords({ platforms: { ...platforms, metal: { ...platforms.metal, status } }, undecided })

  it('stands beside the status, unless that says that something is wrong', () => {
    expect(words('runs')).toBe('runs as it is, as far as 14 of 17 uses of the GPU could be followed')
    expect(words('unknown')).toMatch(/: 3 of 17 uses of the GPU could not be followed$/)
    expect(words('needs-edits')).toBe(STATUS_WORDS['needs-edits'])
    expect(openPlaces({ undecided })).toBe('main.py:9, 2 more')
    expect(openPlaces({ undecided: { ...undecided, places: 0, examples: [] } })).toBeUndefined()
  })

  it('is followed by the programs that do worse than the project', () => {
    const entryPoints = [way('runs'), way('needs-edits'), way('runs'), way('blocked'), way('needs-edits')]
    expect(metalWords({ platforms, entryPoints })).toBe(
      `${STATUS_WORDS[platforms.metal.status]}; 2 of its 5 programs need edits; 1 of its 5 programs is blocked`,
    )
  })
})

describe('the status', () => {
  it('is unknown from more than a half on, and where nothing was followed, if it would be that the project runs', () => {
    const half = { places: 2, of: 4, examples: [] }
    const more = { places: 3, of: 4, examples: [] }
    expect(honest('runs', half)).toBe('runs')
    expect(honest('runs', more)).toBe('unknown')
    expect(honest('runs-degraded', more)).toBe('unknown')
    expect(honest('runs', { places: 2, of: 3, examples: [] })).toBe('runs')
    expect(honest('runs', { places: 1, of: 1, examples: [] })).toBe('unknown')
    expect(honest('needs-edits', more)).toBe('needs-edits')
    expect(honest('runs', { places: 0, of: 0, examples: [] })).toBe('runs')
  })
})

async function statusOf(code: string, requirements: string): Promise<Status> {
  const { platforms } = await audit(tree({ 'requirements.txt': requirements, 'main.py': code }), OPTIONS)
  return platforms.metal.status
}

describe('what nobody says to work on Metal', () => {
  it('is not said to run, however little it is', async () => {
    const code = 'import mumble\nmumble.load("small", device="mps").run()\n'
    expect(await statusOf(code, 'mumble\n')).toBe('unknown')
  })

  it('is one of many uses in a program that does its own work there', async () => {
    expect(
      await statusOf(`${CHOOSES}import mumble\nmumble.load("small", device=device)\n`, 'torch==2.6.0\nmumble\n'),
    ).toBe('runs')
  })

  it('is said of libraries that knowledge vouches for, and of PyTorch since its backend is no prototype', async () => {
    const pipe = 'from diffusers import DiffusionPipeline\nDiffusionPipeline.from_pretrained("x").to("mps")\n'
    expect(await statusOf(pipe, 'diffusers==0.35.0\ntorch==2.6.0\n')).toBe('runs')
    expect(await statusOf(CHOOSES, 'torch==1.13.1\n')).toBe('unknown')
  })

  it('counts commands with options for the GPU', async () => {
    const files = {
      'requirements.txt': 'mumble-advanced\n',
      'train.sh': 'mumble train --fp16\n',
      'a.py': 'import mumble\n',
    }
    const { undecided } = await audit(tree(files), OPTIONS)
    expect(undecided).toMatchObject({ places: 1, unproved: 1 })
  })
})

/** A way into a project that fares so on a Mac. */
function way(status: Status) {
  return {
    file: `${status}.py`,
    line: 1,
    workloads: [],
    metal: { status, findings: [] },
    cuda: { status: 'runs' as const, findings: [] },
  }
}
