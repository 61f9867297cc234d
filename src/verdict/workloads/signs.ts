import type { Technique, WorkloadKind } from '../../report/report.ts'

/** What speaks for a kind of work. */
export interface Sign {
  readonly kind: Exclude<WorkloadKind, 'kernels'>
  readonly technique?: Technique
  /** What is called or imported, by its qualified name, or by `.method`. */
  readonly names: RegExp
  /** Modules of which at least one has to be imported somewhere, for the name alone to say it. */
  readonly requires?: readonly string[]
  /** Modules that say something else when they are imported. */
  readonly unless?: readonly string[]
}

/** Libraries that bring pretrained models: where one is imported, training may begin with their weights. */
const PRETRAINED = [
  'transformers',
  'diffusers',
  'peft',
  'trl',
  'timm',
  'open_clip',
  'sentence_transformers',
  'torchvision',
]

const OPTIMISING =
  /^(?:\.backward|torch\.optim\.[A-Z]\w+|(?:pytorch_)?lightning(?:\.pytorch)?\.Trainer|mlx\.optimizers\.[A-Z]\w+|(?:mlx\.nn|jax)\.value_and_grad|optax\.\w+|keras(?:\.\w+)*\.fit)$/

/** The techniques of a kind come before what says the kind alone. */
export const SIGNS: readonly Sign[] = [
  { kind: 'training', technique: 'from-scratch', names: OPTIMISING, unless: PRETRAINED },
  { kind: 'training', names: OPTIMISING },
  { kind: 'training', names: /^transformers\.(?:Seq2Seq)?Trainer$/ },
  {
    kind: 'fine-tuning',
    technique: 'qlora',
    names: /^(?:peft\.prepare_model_for_kbit_training|unsloth\.\w+)$/,
  },
  {
    kind: 'fine-tuning',
    technique: 'lora',
    names: /^(?:peft\.(?:get_peft_model|LoraConfig)|mlx_lm\.tuner\.\w+.*)$/,
  },
  {
    kind: 'fine-tuning',
    technique: 'full',
    names: /^(?:transformers\.(?:Seq2Seq)?Trainer|trl\.\w+Trainer|sentence_transformers(?:\.\w+)*Trainer)$/,
    unless: ['peft', 'unsloth'],
  },
  { kind: 'fine-tuning', names: /^(?:trl\.\w+Trainer|sentence_transformers(?:\.\w+)*Trainer)$/ },
  {
    kind: 'inference',
    technique: 'llm',
    names:
      /^(?:mlx_lm\.(?:load|generate|stream_generate)|llama_cpp\.Llama|ctransformers\.\w+|ollama\.(?:chat|generate))$/,
  },
  { kind: 'inference', technique: 'llm', names: /^\.generate$/, requires: ['mlx_lm', 'llama_cpp', 'exllamav2'] },
  {
    kind: 'inference',
    names: /^(?:\.generate|torch\.(?:inference_mode|no_grad)|transformers\.pipeline|onnxruntime\.InferenceSession)$/,
  },
  { kind: 'serving', technique: 'llm', names: /^(?:vllm|sglang|lmdeploy|tensorrt_llm)\.\w+/ },
  {
    kind: 'serving',
    names:
      /^(?:fastapi\.FastAPI|uvicorn\.run|flask\.Flask|gradio\.(?:Blocks|Interface|ChatInterface)|litserve\.LitServer|streamlit\.\w+)$/,
  },
  { kind: 'image-generation', names: /^diffusers\.(?:\w+\.)*\w*Pipeline\w*(?:\.\w+)?$/ },
  {
    kind: 'distributed',
    names:
      /^(?:torch\.distributed\.init_process_group|torch\.nn\.parallel\.DistributedDataParallel|torch\.distributed\.fsdp\.\w+|deepspeed\.(?:initialize|init_distributed)|horovod\.torch(?:\.init)?)$/,
  },
  { kind: 'data', names: /^(?:torch\.utils\.data\.DataLoader|datasets\.load_dataset|cudf\.\w+|webdataset\.\w+)$/ },
]
