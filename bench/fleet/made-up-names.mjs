/** Names for made-up outcomes, the most frequent first. */
export const TEAMS =
  'vision language speech search ads robotics health maps translation forecasting documents retrieval safety games music video chemistry finance weather platform'.split(
    ' ',
  )
export const LIBRARIES =
  'flash-attn xformers bitsandbytes apex deepspeed triton vllm cupy faiss-gpu tensorrt auto-gptq mamba-ssm nvidia-dali cudf transformer-engine spconv detectron2 pytorch3d tinycudann torch-scatter causal-conv1d kaolin cuml horovod'.split(
    ' ',
  )
export const CALLS =
  'torch.cuda.set_device torch.cuda.synchronize torch.cuda.amp.autocast torch.cuda.Event torch.cuda.get_device_capability torch.cuda.Stream torch.cuda.CUDAGraph torch.cuda.mem_get_info torch.backends.cuda.sdp_kernel torch.cuda.nvtx.range_push torch.cuda.memory_summary torch.distributed.init_process_group'.split(
    ' ',
  )
export const OPERATORS =
  'torch.linalg.eigh torch.linalg.svd torch.fft.fft2 torch.grid_sampler_3d torch.histc torch.cdist torch.linalg.lstsq torch.special.erfcx torch.segment_reduce torch.unique_consecutive'.split(
    ' ',
  )
export const PACKAGES =
  'numpy transformers pandas pillow tqdm scipy datasets accelerate diffusers peft einops timm pydantic fastapi opencv-python matplotlib wandb hydra-core omegaconf sentencepiece tokenizers librosa scikit-learn lightning gradio safetensors'.split(
    ' ',
  )
/** With their parameters in billions. */
export const MODELS = [
  ['Llama 3.1 8B', 8],
  ['Qwen3 8B', 8.2],
  ['Mistral 7B', 7.2],
  ['Stable Diffusion XL', 3.5],
  ['Whisper large v3', 1.55],
  ['Gemma 3 27B', 27],
  ['Qwen3 30B A3B', 30.5],
  ['Llama 3.3 70B', 70.6],
  ['FLUX.1 dev', 17],
  ['gpt-oss 120B', 117],
  ['Llama 3.1 405B', 406],
]
export const FRAMEWORKS = [
  { home: 'mps', requires: 'torch', ending: 'py', workload: 'training', weight: 62 },
  { home: 'mps', requires: 'torch', ending: 'ipynb', workload: 'inference', weight: 12 },
  { home: 'jax', requires: 'jax', ending: 'py', workload: 'training', weight: 6 },
  { home: 'tensorflow', requires: 'tensorflow', ending: 'py', workload: 'training', weight: 9 },
  { home: 'mlx', requires: 'mlx', ending: 'py', workload: 'inference', weight: 3 },
  { requires: 'numpy', ending: 'py', workload: 'data', weight: 6 },
  { home: 'mps', requires: 'torch', ending: 'cu', workload: 'kernels', weight: 2 },
]
export const FAILURES = [
  ['timed-out', 'took longer than 300 seconds'],
  ['not-found', 'there is no such repository, or nobody may read it'],
  ['too-large', 'the copy on disk is larger than 2 GB'],
  ['unreachable', 'the host could not be reached at any of 5 attempts'],
  ['out-of-memory', 'took more memory than 2 GB'],
]
