import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCli, runProcess } from '../cli/run-cli.ts'
import { tree } from '../files/tree.ts'
import { hasPyTorch, python } from './pytorch.ts'
import { runRehearsal } from './run-rehearsal.ts'

function program(text: string): string {
  return join(tree({ 'train.py': text }), 'train.py')
}

// Several processes import PyTorch, which takes a busy machine its time.
describe.skipIf(!hasPyTorch)('rehearse', { timeout: 300_000 }, () => {
  test('leaves output, exceptions and the exit code to the program, and says what a Mac would have done', () => {
    const { code, out, err, rehearsal } = runRehearsal([
      program(
        [
          'import sys, torch',
          'x = torch.eye(3, device="mps")',
          'sys.stdout.buffer.write(bytes([0, 255, 10]))',
          'try:',
          '    torch.linalg.eigh(x)',
          'except NotImplementedError:',
          '    pass',
          'for _ in range(3):',
          '    torch.linalg.svd(x)',
          'raise SystemExit(7)',
        ].join('\n'),
      ),
    ])

    expect(code).toBe(7)
    expect(out).toBe('\0\uFFFD\n')
    expect(err).toContain('fails on a Mac')
    expect(rehearsal.exit).toEqual({ code: 7, reason: 'ended' })
    expect(rehearsal.device.fellBack).toBe(3)
    expect(rehearsal.events.map(({ kind, operator, count, first }) => [kind, operator, count, first.line])).toEqual([
      ['raised', 'aten::_linalg_eigh.eigenvalues', 1, 5],
      ['fell-back', 'aten::linalg_svd', 3, 9],
    ])
    expect(rehearsal.events[0]).toMatchObject({ mendedIn: '2.14.0', code: 'operators/missing' })
  })

  test('reads PYTORCH_ENABLE_MPS_FALLBACK when the program imports torch, and not later', () => {
    const code = 'import os\nos.environ["PYTORCH_ENABLE_MPS_FALLBACK"] = "1"\nimport torch\n'
    const early = runRehearsal([program(`${code}torch.linalg.eig(torch.eye(2, device="mps"))\n`)])
    const late = runRehearsal([
      program(
        'import os, torch\nos.environ["PYTORCH_ENABLE_MPS_FALLBACK"] = "1"\ntorch.linalg.eig(torch.eye(2, device="mps"))\n',
      ),
    ])

    expect(early.code).toBe(0)
    expect(early.rehearsal.events).toMatchObject([{ kind: 'fell-back', operator: 'aten::linalg_eig' }])
    expect(late.code).toBe(1)
    expect(late.err).toContain("NotImplementedError: The operator 'aten::linalg_eig'")
    expect(late.rehearsal.exit.reason).toBe('raised')
  })

  test('says so when the GPU would be idle, in backward, and in processes of the program', () => {
    const idle = runRehearsal([
      program(
        'import torch\nm = torch.nn.Linear(2, 2).to("cuda" if torch.cuda.is_available() else "cpu")\no = torch.optim.SGD(m.parameters())\nm(torch.ones(1, 2)).sum().backward()\no.step()\n',
      ),
    ])
    const forked = runRehearsal([
      program(
        [
          'import os, torch',
          'if (child := os.fork()) == 0:',
          '    try: torch.linalg.eig(torch.eye(2, device="mps"))',
          '    finally: os._exit(0)',
          'os.waitpid(child, 0)',
          'x = torch.rand(1, 1, 4, 4, device="mps", requires_grad=True)',
          'y = torch.nn.functional.interpolate(x, size=2, mode="bicubic", antialias=True).sum()',
          'y.backward()',
        ].join('\n'),
      ),
    ])

    expect(idle.rehearsal.device.onDevice).toBe(0)
    expect(idle.err).toContain('would be idle')
    expect(idle.rehearsal.events).toMatchObject([
      { kind: 'left-device', first: { line: 5 } },
      { kind: 'left-device', message: expect.stringContaining('asks for CUDA'), first: { line: 2 } },
    ])
    expect(forked.rehearsal.events).toMatchObject([
      { operator: 'aten::_upsample_bicubic2d_aa_backward.grad_input', phase: 'backward', first: { line: 8 } },
    ])
  })

  test('is there after a timeout, a crash and a number of steps', () => {
    const loop = 'import torch, time\nx = torch.ones(2, device="mps")\nwhile True:\n    x + 1\n    time.sleep(0.01)\n'
    const stopped = runRehearsal([program(loop)], ['--timeout', '3'])
    const crashed = runRehearsal([
      // As late as something was written of it: that is what is left after a crash.
      program(
        [
          'import ctypes, glob, os, time, torch',
          'torch.ones(2, device="mps") + 1',
          'folder = os.path.dirname(os.environ["ACCLIMATE_REHEARSAL"])',
          'while not any("aten::add" in open(file).read() for file in glob.glob(folder + "/[0-9]*.json")):',
          '    time.sleep(0.05)',
          'ctypes.string_at(0)',
        ].join('\n'),
      ),
    ])
    const steps = runRehearsal(
      [
        program(
          [
            'import torch',
            'm = torch.nn.Linear(2, 2).to("mps")',
            'o = torch.optim.SGD(m.parameters(), lr=0.1)',
            'for step in range(1000):',
            '    m(torch.ones(1, 2, device="mps")).sum().backward()',
            '    o.step()',
            '    print(step)',
          ].join('\n'),
        ),
      ],
      ['--max-steps', '3'],
    )

    expect(stopped.rehearsal.exit.reason).toBe('timeout')
    expect(crashed.rehearsal.exit).toMatchObject({ signal: 'SIGSEGV', reason: 'killed' })
    expect(crashed.rehearsal.device.onDevice).toBeGreaterThan(0)
    expect(steps).toMatchObject({ code: 0, out: '0\n1\n' })
    expect(steps.rehearsal.exit.reason).toBe('max-steps')
  })

  test('answers an interrupt as the program does', async () => {
    const folder = tree({
      'train.py':
        'import torch, time\ntorch.ones(2, device="mps") + 1\ntry:\n    print("ready", flush=True)\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    raise SystemExit(5)\n',
    })
    const json = join(folder, 'rehearsal.json')
    const words = ['dist/cli.js', 'rehearse', '--json', json, '--', python, join(folder, 'train.py')]
    const child = spawn(process.execPath, words, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
    // What cannot start says so below, and not after minutes.
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
    // As a terminal does: to all that run in it.
    process.kill(-(child.pid ?? 0), 'SIGINT')
    const [code] = await once(child, 'close')

    expect(code).toBe(5)
    expect(JSON.parse(readFileSync(json, 'utf8')).exit).toEqual({ code: 5, reason: 'interrupted' })
  })

  test('joins what the audit found: confirmed, refuted or not reached', async () => {
    const folder = tree({
      'train.py':
        'import torch\nx = torch.eye(3, device="mps")\ntry:\n    torch.linalg.eigh(x)\nexcept NotImplementedError:\n    pass\nif len(x) > 5:\n    torch.linalg.eig(x)\n',
      'requirements.txt': 'torch==2.13.0\n',
    })
    const audit = await runCli(['audit', '--format', 'json', folder])
    const report = join(tree({ 'report.json': audit.out }), 'report.json')
    const json = join(folder, 'rehearsal.json')
    const { code } = runProcess(['rehearse', '--report', report, '--json', json, '--', python, 'train.py'], {
      cwd: folder,
    })
    const findings = JSON.parse(audit.out).findings
    const { findings: outcomes } = JSON.parse(readFileSync(json, 'utf8'))
    const outcomeOf = (line: number) => {
      const found = findings.find(({ sites }: { sites: { line: number }[] }) =>
        sites.some((site) => site.line === line),
      )
      return outcomes.find(({ fingerprint }: { fingerprint: string }) => fingerprint === found?.fingerprint)?.outcome
    }

    expect(code).toBe(0)
    expect([outcomeOf(4), outcomeOf(8)]).toEqual(['confirmed', 'not-reached'])
  })

  test('refuses what does not exist for Macs, unless it is a module of the program', () => {
    const own = tree({
      'apex.py': 'name = "own"\n',
      'train.py': 'import torch, apex\nprint(apex.name)\nimport tensorrt\n',
    })
    const { code, out, err, rehearsal } = runRehearsal([join(own, 'train.py')])

    expect([code, out]).toEqual([1, 'own\n'])
    expect(err).toContain("ModuleNotFoundError: No module named 'tensorrt'")
    expect(rehearsal.events).toMatchObject([{ kind: 'import-refused', first: { line: 3 } }])
  })

  test('names code of the command line, is a page where that is asked for, and fails at what it is asked to', () => {
    const { code, out, rehearsal } = runRehearsal(
      ['-c', 'import torch\ntorch.linalg.svd(torch.eye(3, device="mps"))'],
      ['--format', 'html', '--fail-on', 'fell-back'],
    )

    expect(code).toBe(1)
    expect(rehearsal.events).toMatchObject([{ kind: 'fell-back', first: { file: '<string>', line: 2 } }])
    expect(out).toContain('&#60;string&#62;:2</b> falls back to the CPU')
    expect(out).not.toContain('<string>')
  })

  test('gives standard output to the document alone where that is asked for, and fails at nothing else', () => {
    const falls = program('import torch\nprint("own")\ntorch.linalg.svd(torch.eye(3, device="mps"))\n')
    const words = ['rehearse', '--format', 'json', '--fail-on', 'raised', '--', python, falls]
    const { code, out, err } = runProcess(words)

    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, events: [{ kind: 'fell-back' }] })
    expect(err).toContain('own')
  })
})

describe('rehearse, on wrong usage, says so in a line', () => {
  test.each([
    [['rehearse'], /missing required argument/],
    [['rehearse', '--', 'no-such-program-anywhere'], /cannot run no-such-program-anywhere/],
    [['rehearse', '--fail-on', 'rain', '--', 'python'], /"rain" is none of raised/],
    [['rehearse', '--memory-budget', 'much', '--', 'python'], /not a size/],
    [['rehearse', '--machine', 'a big one', '--', 'python'], /is no machine that is known/],
  ])('%j', async (words, message) => {
    const { code, err } = await runCli(words)

    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})
