import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format as gin } from '../../src/project/settings/config-gin/index.ts'
import { format as ini } from '../../src/project/settings/config-ini/index.ts'
import { format as json } from '../../src/project/settings/config-json/index.ts'
import { format as toml } from '../../src/project/settings/config-toml/index.ts'
import { format as yaml } from '../../src/project/settings/config-yaml/index.ts'
import type { Format } from '../../src/project/format.ts'

/** Each setting as `path=value line:column "text of the site"`. */
function read(format: Format, text: string) {
  const { settings = [], unread = [] } = format.read({ path: 'config', text })
  const lines = text.split('\n')
  return {
    family: settings[0]?.family,
    unread,
    settings: settings.map(({ path, value, site }) => {
      const source =
        site.line === site.endLine ? lines[site.line - 1]?.slice(site.column - 1, site.endColumn - 1) : '...'
      return `${path.join('.')}=${JSON.stringify(value)} ${site.line}:${site.column} ${source}`
    }),
  }
}

describe('YAML configurations', () => {
  it('are read whole for accelerate', () => {
    const text =
      "compute_environment: LOCAL_MACHINE\ndistributed_type: MULTI_GPU\nmixed_precision: 'no'\nuse_cpu: no\nnum_machines: 1\n"
    const { family, settings } = read(yaml, text)
    expect(family).toBe('accelerate')
    expect(settings).toEqual([
      'compute_environment="LOCAL_MACHINE" 1:1 compute_environment: LOCAL_MACHINE',
      'distributed_type="MULTI_GPU" 2:1 distributed_type: MULTI_GPU',
      `mixed_precision="no" 3:1 mixed_precision: 'no'`,
      'use_cpu=false 4:1 use_cpu: no',
      'num_machines=1 5:1 num_machines: 1',
    ])
  })

  it('are read for what matters in Hydra, interpolations and tags as plain text', () => {
    const text =
      'defaults:\n  - trainer: ddp\n  - data: cifar\nmodel:\n  _target_: src.Net\n  lr: 1e-4\n  device: ${oc.env:DEVICE,cuda}\n  pin_memory: !!python/name:os.system x\n'
    expect(read(yaml, text)).toMatchObject({
      family: 'hydra',
      settings: [
        'defaults.0.trainer="ddp" 2:5 trainer: ddp',
        'defaults.1.data="cifar" 3:5 data: cifar',
        'model._target_="src.Net" 5:3 _target_: src.Net',
        'model.device="${oc.env:DEVICE,cuda}" 7:3 device: ${oc.env:DEVICE,cuda}',
        'model.pin_memory="x" 8:3 pin_memory: !!python/name:os.system x',
      ],
    })
  })

  it('follow anchors and merges to where the value stands', () => {
    const text = 'base: &base\n  device: cuda\nrun:\n  <<: *base\n  fp16: true\n---\ngpu: 1\n'
    expect(read(yaml, text).settings).toEqual([
      'base.device="cuda" 2:3 device: cuda',
      'run.fp16=true 5:3 fp16: true',
      'run.device="cuda" 2:3 device: cuda',
      'gpu=1 7:1 gpu: 1',
    ])
  })

  it('know a Lightning trainer', () => {
    expect(read(yaml, 'trainer:\n  accelerator: gpu\n  devices: 4\n  precision: 16-mixed\n').family).toBe('lightning')
  })

  it('give what is whole of a broken file and say where it breaks', () => {
    const { settings, unread } = read(yaml, 'device: cuda\nlist: [a, b\nfp16: true\n')
    expect(settings[0]).toBe('device="cuda" 1:1 device: cuda')
    expect(unread[0]).toMatchObject({ file: 'config', line: 3 })
  })

  it('end on aliases that stand for billions and on nesting without end', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(10)}]`)
    expect(read(yaml, ['device: &a-1 cuda', ...levels].join('\n')).settings).toEqual([])
    expect(read(yaml, `device: ${'['.repeat(100_000)}`).unread).toEqual([
      { file: 'config', line: 1, reason: 'YAML: nested too deeply' },
    ])
  })

  it('are neither data, locks nor what other readers take', () => {
    const text = 'device: cuda'
    expect(yaml.recognises('configs/train.yaml', text)).toBe(true)
    expect(yaml.recognises('configs/train.yaml', 'lr: 1')).toBe(false)
    expect(yaml.recognises('configs/train.yaml', `device: cuda\n${'#'.repeat(300_000)}`)).toBe(false)
    for (const path of [
      'environment.yml',
      'docker-compose.yml',
      '.github/workflows/a.yml',
      'pnpm-lock.yaml',
      'cog.yaml',
    ]) {
      expect(yaml.recognises(path, text)).toBe(false)
    }
  })
})

describe('JSON configurations', () => {
  it('are read whole for DeepSpeed, with comments and trailing commas', () => {
    const text =
      '{\n  // mixed precision\n  "fp16": { "enabled": "auto", },\n  "zero_optimization": { "stage": 3 }\n}\n'
    expect(read(json, text)).toEqual({
      family: 'deepspeed',
      unread: [],
      settings: ['fp16.enabled="auto" 3:13 "enabled": "auto"', 'zero_optimization.stage=3 4:26 "stage": 3'],
    })
  })

  it('are not lists, manifests or vocabularies', () => {
    expect(json.recognises('ds.json', '{"fp16": {}}')).toBe(true)
    expect(json.recognises('data.json', '[{"device": "cuda"}]')).toBe(false)
    expect(json.recognises('package.json', '{"device": 1}')).toBe(false)
    expect(json.recognises('model/tokenizer_config.json', '{"device": 1}')).toBe(false)
  })
})

describe('TOML configurations', () => {
  it('have tables, dotted keys and lists', () => {
    const text = 'mixed_precision = "fp16"\nlr = 1\n[train]\nxformers = true\n[[gpu]]\nid = 0\nopts.ids = [1, 2]\n'
    expect(read(toml, text).settings).toEqual([
      'mixed_precision="fp16" 1:1 mixed_precision = "fp16"',
      'train.xformers=true 4:1 xformers = true',
      'gpu.0.id=0 6:1 id = 0',
      'gpu.0.opts.ids.0=1 7:13 1',
      'gpu.0.opts.ids.1=2 7:16 2',
    ])
  })

  it('are said to be broken with the line', () => {
    expect(read(toml, 'device = "cuda"\nx = = 1\n').unread).toMatchObject([{ file: 'config', line: 2 }])
  })
})

describe.each([
  ['YAML', yaml, 'a: &x\n  device: "cuda"\n  - b\n<<: *x\n|\n  text\n'],
  ['JSON', json, '{"device": ["cuda", 1.5, null], // c\n "b": {"c": true},}'],
  ['TOML', toml, "[a.b]\ndevice = \"cuda\"\nc = [1, {d = 1979-05-27}]\n\"e\" = '''x'''\n"],
] as const)('%s', (_name, format, sample) => {
  it('never throws, whatever is cut out of or put into a file', () => {
    const mutation = fc.tuple(
      fc.nat(sample.length),
      fc.nat(sample.length),
      fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('[', '{', '"', ': ', '*x', '\t')),
    )
    fc.assert(
      fc.property(mutation, ([at, cut, put]) => void read(format, sample.slice(0, at) + put + sample.slice(at + cut))),
    )
    fc.assert(fc.property(fc.string(), (text) => void read(format, text)))
  })
})

describe('INI files and bindings of gin', () => {
  it('give the settings of their sections, without remarks and quotes', () => {
    const text = '[run]\n; a remark\ndevice = cuda ; not on a Mac\nfp16: true\nother = x\n'
    expect(read(ini, text).settings).toEqual([
      'run.device="cuda" 3:1 device = cuda ; not on a Mac',
      'run.fp16=true 4:1 fp16: true',
    ])
    expect(ini.recognises('tox.ini', '[testenv]\ndevice = cuda\n')).toBe(false)
  })

  it('give what is bound to a macro as the macro is', () => {
    const text = "import models\nDEVICE = 'cuda'\na/Trainer.device = %DEVICE # remark\nb.fp16 = True\nc.list = [1, 2]\n"
    expect(read(gin, text).settings).toEqual([
      'DEVICE="cuda" 2:1 DEVICE = \'cuda\'',
      'a.Trainer.device="cuda" 3:1 a/Trainer.device = %DEVICE',
      'b.fp16=true 4:1 b.fp16 = True',
    ])
  })
})
