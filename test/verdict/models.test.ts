import { describe, expect, test } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

async function modelsOf(files: Readonly<Record<string, string>>) {
  const { models = [] } = await audit(tree(files), { asOf: '2026-11-28' })
  return models.map(({ name, needs, sites }) => ({
    name,
    fitsFrom: needs.map(({ quantization, fitsFrom }) => `${quantization} ${fitsFrom}`),
    at: sites.map(({ file, line }) => `${file}:${line}`),
  }))
}

const GIVEN = `from transformers import AutoModelForCausalLM, AutoTokenizer
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--model", default="meta-llama/Llama-3.1-8B-Instruct")
args = parser.parse_args()
tokenizer = AutoTokenizer.from_pretrained(args.model)
model = AutoModelForCausalLM.from_pretrained(args.model)
`

describe('models of a project', () => {
  test('are found by the values that calls are given, with what they need', async () => {
    expect(await modelsOf({ 'run.py': GIVEN })).toEqual([
      { name: 'Llama 3.1 8B', fitsFrom: ['BF16 32', 'Q4_K_M 16'], at: ['run.py:7'] },
    ])
  })

  test('are found in commands, configurations and names of files', async () => {
    const models = await modelsOf({
      'run.sh': '#!/bin/sh\nollama run llama3.3:70b\n',
      'conf/train.yaml': 'model_name: mistralai/Mistral-7B-v0.1\n',
      'chat.py': 'from llama_cpp import Llama\n\nllm = Llama(model_path="./models/qwen2.5-14b-instruct-q4_k_m.gguf")\n',
    })
    expect(models.map(({ name, at }) => [name, ...at])).toEqual([
      ['Llama 3.3 70B', 'run.sh:2'],
      ['Qwen2.5 14B', 'chat.py:3'],
      ['Mistral 7B v0.1', 'conf/train.yaml:1'],
    ])
  })

  test('see, hear and draw as well', async () => {
    const models = await modelsOf({
      'all.py': `from diffusers import StableDiffusionXLPipeline
import whisper
from sentence_transformers import SentenceTransformer

pipe = StableDiffusionXLPipeline.from_pretrained("stabilityai/stable-diffusion-xl-base-1.0")
ears = whisper.load_model("small")
words = SentenceTransformer("sentence-transformers/all-MiniLM-L6-v2")
`,
    })
    expect(models.map(({ name }) => name)).toEqual(['Stable Diffusion XL', 'Whisper small', 'all-MiniLM L6'])
  })

  test('are named as unknown, and what is a path or a test is none', async () => {
    const models = await modelsOf({
      'run.py': `from transformers import AutoModel

one = AutoModel.from_pretrained("acme/unheard-of-13b")
two = AutoModel.from_pretrained("./checkpoints/last")
three = AutoModel.from_pretrained("output")
`,
      'tests/test_run.py': 'from transformers import AutoModel\n\nAutoModel.from_pretrained("gpt2")\n',
    })
    expect(models).toEqual([{ name: 'acme/unheard-of-13b', fitsFrom: [], at: ['run.py:3'] }])
  })
})
