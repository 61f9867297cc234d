import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ggufFile } from '../fit/gguf-file.ts'
import { executablePath, launch } from '../web/browser.ts'
import { servedFrame, visit } from './visit.ts'

/** A model of one layer, whose weights are as small as tests are. */
const OWN = ggufFile(
  {
    'general.architecture': 'llama',
    'general.file_type': 0,
    'llama.embedding_length': 2,
    'llama.block_count': 1,
    'llama.attention.head_count': 1,
    'llama.feed_forward_length': 2,
    'llama.context_length': 2048,
  },
  [{ name: 'token_embd.weight', shape: [2, 2] }],
)

describe.skipIf(executablePath === undefined)('what is known, in Chromium', () => {
  let site: Awaited<ReturnType<typeof servedFrame>>
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    site = await servedFrame()
    browser = await launch()
  })
  beforeEach(async () => {
    context = await browser.newContext({ serviceWorkers: 'block' })
    context.setDefaultTimeout(60_000)
    onTestFinished(() => context.close())
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
  })
  const open = async (path = '') => visit(context, site.address + path)

  test('a name is found as it is typed, with a slip of the fingers, by keyboard alone', async () => {
    const { page, wrongs } = await open()
    await page.getByRole('combobox').first().focus()
    await page.keyboard.type('falsh-attn')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain('FlashAttention')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'FlashAttention' }).waitFor()
    expect(page.url()).toBe(`${site.address}libraries/flash-attn/`)
    expect(wrongs).toEqual([])
  })

  test('a slider of fit changes the answer and the address, and the address alone gives it again', async () => {
    const { page, wrongs } = await open('fit/?model=Llama+3.3+70B&machine=M4+Max+64+GB')
    await page.getByText('It fits').waitFor()
    await page.getByRole('slider', { name: 'Context' }).focus()
    await page.keyboard.press('End')
    await page.getByText('It does not fit').waitFor()
    expect(new URL(page.url()).searchParams.get('context')).toBe('262144')
    await page.reload()
    await page.getByText('It does not fit').waitFor()
    expect(wrongs).toEqual([])
  })

  test('a model file is asked about, and one that is none is said to be so', async () => {
    const { page, wrongs } = await open('fit/?machine=M4+Max+64+GB')
    const chooser = page.locator('input[type=file]')
    await chooser.setInputFiles({ name: 'broken.gguf', mimeType: '', buffer: Buffer.from('GGUF') })
    expect(await page.getByRole('alert').textContent()).toContain('broken.gguf: ')
    await chooser.setInputFiles({ name: 'own.gguf', mimeType: '', buffer: Buffer.from(OWN) })
    await page.getByRole('heading', { name: /own\.gguf/ }).waitFor()
    expect(wrongs).toEqual([])
  })

  test('a traceback is explained where it is pasted, and nobody is told', async () => {
    const { page, wrongs } = await open('errors/')
    await page.getByRole('textbox').last().fill('AssertionError: Torch not compiled with CUDA enabled')
    await page.getByRole('link', { name: 'Torch not compiled with CUDA enabled' }).waitFor()
    expect(page.url()).toBe(`${site.address}errors/`)
    expect(wrongs).toEqual([])
  })

  test('what somebody says to choose is advice at once', async () => {
    const { page, wrongs } = await open('choose/')
    await page.getByLabel('Which model, by name or size?').fill('Llama 3.1 8B')
    await page.keyboard.press('Tab')
    await page.getByText('Advice').waitFor()
    await page.getByLabel('Which model, by name or size?').fill('No Such Model 9')
    await page.keyboard.press('Tab')
    expect(await page.getByRole('alert').textContent()).toContain('is no model that is known')
    expect(wrongs).toEqual([])
  })

  test('the heat map is narrowed, and its rows lead to their pages', async () => {
    const { page, wrongs } = await open('operators/')
    await page.getByLabel('Name').fill('linalg.eig')
    await page.getByRole('row', { name: /torch\.linalg\.eigh\b/ }).waitFor()
    expect(await page.getByRole('cell', { name: 'missing' }).count()).toBeGreaterThan(0)
    await page.getByRole('link', { name: 'torch.linalg.eig', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'torch.linalg.eig' }).waitFor()
    expect(wrongs).toEqual([])
  })
})
