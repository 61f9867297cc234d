import type { StatedWords } from '../../audit/rule.ts'

/** Words of the calls that load models by their names. */
export const words = {
  strong: ['mlx_lm', 'mlx_whisper'],
  functions: [
    'from_pretrained',
    'SentenceTransformer',
    'CrossEncoder',
    'WhisperModel',
    'from_single_file',
    'hf_hub_download',
    'snapshot_download',
    'pipeline',
    'Llama',
  ],
  // Names under which a model's name is kept until it is loaded.
  flags: ['model'],
  weak: ['load_model', 'LLM', 'MODEL', 'model_id', 'model_name', 'base_model', 'model_name_or_path'],
} satisfies StatedWords
