import { describe, expect, it } from 'vitest'
import { format as just } from '../../src/project/commands/justfile/index.ts'
import { format as taskfile } from '../../src/project/commands/taskfile/index.ts'
import { format as vscode } from '../../src/project/commands/vscode/index.ts'
import { format as pixi } from '../../src/project/declarations/pixi-toml/index.ts'
import { format as pyproject } from '../../src/project/declarations/pyproject-toml/index.ts'
import type { Format } from '../../src/project/format.ts'

/** Each command as `task: words line`. */
function read(format: Format, text: string) {
  const { commands = [] } = format.read({ path: 'file', text })
  return commands.map(({ task = '', words, site }) => `${task}: ${words.join(' ')} ${site.line}`)
}

describe('tasks', () => {
  it('are recipes of just, with its variables as those of a shell', () => {
    const text =
      'my-device := "cuda"\n\n# comment\ntrain rate="0.1": setup\n    @python train.py --device {{my-device}}\n    echo {{ rate }}\n'
    expect(read(just, text)).toEqual([
      ': my_device=cuda 1',
      ': rate=0.1 4',
      'train: python train.py --device ${my_device-} 5',
      'train: echo ${rate-} 6',
    ])
  })

  it('are tasks of a Taskfile', () => {
    const text =
      'vars:\n  D: cuda\ntasks:\n  a:\n    cmds:\n      - python a.py --device {{.D}}\n      - cmd: ls\n  b: echo b\n'
    expect(read(taskfile, text)).toEqual([': D=cuda 2', 'a: python a.py --device ${D} 6', 'a: ls 7', 'b: echo b 8'])
  })

  it('are what an editor starts', () => {
    const text =
      '{\n"configurations": [\n{"name": "A", "program": "${workspaceFolder}/a.py",\n"args": ["--x", "1"],\n"env": {"D": "cuda"}}],\n"tasks": [{"label": "B", "command": "make b"}]}'
    expect(read(vscode, text)).toEqual([': D=cuda 5', 'A: python a.py --x 1 4', 'B: make b 6'])
  })

  it('stand in manifests', () => {
    const text =
      '[tool.poe.tasks]\na = "python a.py"\nb = { cmd = ["python", "b.py"], env = { D = "cuda" } }\n[tool.pdm.scripts]\nc.shell = "ls && pwd"\n[tool.hatch.envs.x.scripts]\nd = ["true", "false"]\n'
    expect(read(pyproject, text)).toEqual([
      'a: python a.py 2',
      'b: D=cuda 3',
      'b: python b.py 3',
      'c: ls 5',
      'c: pwd 5',
      'd: true 7',
      'd: false 7',
    ])
    expect(read(pixi, '[tasks]\ne = "python e.py"\n[feature.y.tasks]\nf = { cmd = "python f.py" }\n')).toEqual([
      'e: python e.py 2',
      'f: python f.py 4',
    ])
  })
})
