import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

describe('choose', () => {
  test('takes flags over a file of answers', async () => {
    const root = tree({ 'answers.toml': 'work = ["training"]\ngpus = "several"\ntarget = "linux"\n' })
    const words = ['choose', '--answers', join(root, 'answers.toml'), '--target', 'any', '--format', 'json']
    const { code, out, err } = await runCli(words)

    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      needs: { work: ['training'], gpus: 'several', target: 'any' },
      recommendation: { choice: 'cuda' },
    })
  })

  test('combines the answers with a project', async () => {
    const root = tree({ 'run.py': 'import torch\nmodel = torch.nn.Linear(2, 2).cuda()\n' })
    const { code, out } = await runCli(['choose', root, '--machines', 'mac', '--no-cache'])

    expect(code).toBe(0)
    expect(out).toContain('needs edits on a Mac')
    expect(out).toContain('A Mac with Apple silicon is at hand.')
  })

  test.each([
    ['a model by its name', ['--model', 'Llama 3.1 8B'], ['Llama 3.1 8B']],
    ['sizes, several in one flag', ['--parameters', '7,70B'], ['7B', '70B']],
    ['a bare number of billions', ['--parameters', '8'], ['8B']],
  ])('understands %s', async (_, words, models) => {
    const { code, out } = await runCli(['choose', ...words, '--owned', 'M2 16GB', '--format', 'json'])

    expect(code).toBe(0)
    const { needs, options } = JSON.parse(out)
    expect(needs.models).toEqual(models)
    expect(options.length).toBeGreaterThan(1)
  })

  test.each(['markdown', 'html'])('writes %s to pass on', async (format) => {
    const { code, out } = await runCli(['choose', '--model', '8B', '--budget', '2000', '--format', format])

    expect(code).toBe(0)
    expect(out).toContain('8B needs')
    expect(out).not.toContain('undefined')
  })

  test('says of a library that nobody knows that it is not known', async () => {
    const { out } = await runCli(['choose', '--libraries', 'nosuch'])

    expect(out).toContain('Nothing is known of nosuch')
    expect(out).toContain('Advice: undecided')
  })

  test.each([
    ['a kind of work that is none', ['--work', 'training,dreaming'], /--work: "dreaming" is none of training/],
    ['a model that nobody knows', ['--model', 'nosuch 8B'], /no model that is known/],
    ['a machine that nobody knows', ['--owned', 'Mac Studio M4 Pro'], /There is no such Mac/],
    ['a budget that is none', ['--budget', 'much'], /--budget: not a number of dollars/],
    ['a number that is none', ['--parameters', 'many'], /--parameters: not a number of billions/],
    ['a file that is not there', ['--answers', 'nowhere.toml'], /no such file of answers/],
    ['nothing to go by, and nobody to ask', [], /--work inference --model/],
  ])('ends with 2 and one line for %s', async (_, words, message) => {
    const { code, out, err } = await runCli(['choose', ...words])

    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('names the file and the answer that is wrong in it', async () => {
    const root = tree({ 'answers.toml': 'speed = true\n', 'broken.toml': 'work = [\n' })

    expect((await runCli(['choose', '--answers', join(root, 'answers.toml')])).err).toMatch(
      /answers\.toml: speed: unknown/,
    )
    expect((await runCli(['choose', '--answers', join(root, 'broken.toml')])).err).toMatch(/broken\.toml:\d+: /)
  })
})
