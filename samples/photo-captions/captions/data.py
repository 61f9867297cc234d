import json
from pathlib import Path

import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms


class Photos(Dataset):
    def __init__(self, listing, tokenizer, size=224):
        self.rows = [json.loads(line) for line in Path(listing).read_text().splitlines()]
        self.tokenizer = tokenizer
        self.view = transforms.Compose([transforms.Resize((size, size)), transforms.ToTensor()])

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        row = self.rows[index]
        tokens = self.tokenizer(row["caption"], padding="max_length", max_length=48, truncation=True)["input_ids"]
        return self.view(Image.open(row["photo"]).convert("RGB")), torch.tensor(tokens)


def loader(listing, tokenizer, batch_size, workers):
    return DataLoader(Photos(listing, tokenizer), batch_size, shuffle=True, num_workers=workers, pin_memory=True)
