/**
 * What in a configuration decides about devices, precision, kernels, the number of processes, or which model. One pattern both for the
 * look at a whole file, which keeps data files out, and for the choice of its scalars. Short words stand alone.
 */
const TOPICS = new RegExp(
  [
    'cuda|gpu|device|accelerator|distributed|provider|backend|strategy',
    'precision|dtype|fp16|fp8|bf16|tf32|float16|bfloat16|half|load_in|[48][-_ ]?bit|quanti[sz]',
    'nccl|gloo|deepspeed|fsdp|pin_memory|xformers|flash|attn|compile|triton|tensorrt|bitsandbytes|bnb|vllm',
    '(?:base|pretrained)_model|model_(?:name|id|path)',
    '(?<![a-z])(?:ddp|mps|amp|autocast|use_cpu|num_processes)(?![a-z])',
  ].join('|'),
  'i',
)

/** Whether `text` speaks of devices, precision, accelerated kernels or distribution. */
export function isOnTopic(text: string): boolean {
  return TOPICS.test(text)
}
