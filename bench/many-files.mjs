/** A project of many files, such as a team writes in a year: modules that import each other, a few of which choose a device. */
export function manyFiles(count) {
  const files = {
    'requirements.txt': 'torch==2.6.0\ntransformers==4.48.0\nbitsandbytes==0.45.0\n',
    Dockerfile: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install -r requirements.txt\n',
    '.gitignore': 'outputs/\n',
    'outputs/old.py': 'import torch\ntorch.zeros(1).cuda()\n',
    'lib/__init__.py': '',
  }
  for (let index = Object.keys(files).length; index < count; index++) files[`lib/part_${index}.py`] = moduleOf(index)
  return files
}

function moduleOf(index) {
  const before = index > 6 && index % 3 === 0 ? `from lib.part_${index - 1} import Block${index - 1}\n` : ''
  const device = index % 5 === 0 ? `\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'\n` : ''
  return `import torch
from torch import nn
${before}${device}

class Block${index}(nn.Module):
    """Mixes ${index} channels."""

    def __init__(self, width=${16 + index}):
        super().__init__()
        self.first = nn.Linear(width, 4 * width)
        self.second = nn.Linear(4 * width, width)

    def forward(self, x, mask=None):
        hidden = torch.nn.functional.gelu(self.first(x))
        if mask is not None:
            hidden = hidden * mask${index % 7 === 0 ? '.cuda()' : ''}
        for step in range(${1 + (index % 4)}):
            hidden = hidden + step * 0.5
        return self.second(hidden)${index % 11 === 0 ? `.to('cuda')` : ''}


def count_${index}(items):
    return {name: len(value) for name, value in items.items() if value}


if __name__ == '__main__':
    model = Block${index}()${index % 5 === 0 ? '.to(device)' : ''}
    print(model(torch.randn(2, ${16 + index})).sum())
`
}
