/** Programs that come with NVIDIA's driver or compiler. */
export const PROGRAM = /^(?:nvidia-smi|nvcc|nsys|ncu|nvidia-cuda-mps-control)$/
