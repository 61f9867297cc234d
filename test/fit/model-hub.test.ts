import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { modelOnHub } from '../../src/fit/hub/model-on-hub.ts'
import { ggufFile } from './gguf-file.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function hub(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A hub with one repository, `owner/model`, for who has the token. */
function repository(
  files: Readonly<Record<string, Uint8Array>>,
  sizes: Readonly<Record<string, number>> = {},
): RequestListener {
  return ({ url = '', headers }, answer) => {
    if (headers.authorization !== 'Bearer hf_secret') return void answer.writeHead(401).end('{}')
    if (url.startsWith('/api/models/owner/model/tree/main')) {
      const list = Object.entries(files).map(([path, bytes]) => ({
        type: 'file',
        path,
        size: sizes[path] ?? bytes.length,
        oid: '0',
      }))
      return void answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list))
    }
    const path = url.replace('/owner/model/resolve/main/', '')
    const bytes = files[path]
    if (bytes === undefined) return void answer.writeHead(404).end('{}')
    const size = sizes[path] ?? bytes.length
    const [, from = '0', to = `${size - 1}`] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    const part = bytes.subarray(Number(from), Number(to) + 1)
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${size}`
    return void answer.writeHead(headers.range === undefined ? 200 : 206, { 'content-range': range }).end(part)
  }
}

const METADATA = {
  'general.architecture': 'llama',
  'general.file_type': 15,
  'llama.block_count': 2,
  'llama.embedding_length': 64,
  'llama.attention.head_count': 4,
  'llama.attention.head_count_kv': 2,
  'llama.context_length': 2048,
}

describe('models on a hub', () => {
  test('of several quantizations the one that is asked for is read, by its header alone', async () => {
    const header = ggufFile(METADATA, [{ name: 'token_embd.weight', shape: [256, 1000], type: 12 }])
    const other = ggufFile(METADATA, [{ name: 'token_embd.weight', shape: [256, 500], type: 8 }])
    const files = { 'model-Q4_K_M.gguf': header, 'model-Q8_0.gguf': other }
    const url = await hub(repository(files, { 'model-Q4_K_M.gguf': 40e9, 'model-Q8_0.gguf': 80e9 }))
    const access = { url, token: 'hf_secret' }

    expect(await modelOnHub('owner/model', access)).toMatchObject({ is: { parameters: 256_000 } })
    expect(await modelOnHub('owner/model:Q8_0', access)).toMatchObject({ is: { parameters: 128_000 } })
  })

  test('who may not read it is told what to do', async () => {
    const url = await hub(repository({}))

    expect(await modelOnHub('owner/model', { url })).toHaveProperty('problem', expect.stringContaining('HF_TOKEN'))
  })

  test('a hub that sends without end is left', async () => {
    const url = await hub((_, answer) => {
      const more = (): void => {
        while (!answer.destroyed && answer.write(Buffer.alloc(1_000_000, 32)));
      }
      answer.writeHead(200)
      answer.on('drain', more)
      more()
    })

    expect(await modelOnHub('owner/model', { url })).toHaveProperty('problem', expect.stringContaining('40 MB'))
  })

  test('what is no name of a repository is not asked for', async () => {
    expect(await modelOnHub('Llama 3.1 8B', { url: 'http://127.0.0.1:1' })).toBeUndefined()
    expect(await modelOnHub('../x', { url: 'http://127.0.0.1:1' })).toBeUndefined()
  })
})
