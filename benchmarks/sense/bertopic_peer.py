"""BERTopic on vectors and texts from files, in its own environment: prints a line of JSON."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np


def main() -> None:
    """Fit with BERTopic's defaults, and say what it took; its imports count, as its makers' do."""
    vectors = np.load(sys.argv[1])
    texts = json.loads(Path(sys.argv[2]).read_text())
    begun, cpu = time.perf_counter(), time.process_time()
    from bertopic import BERTopic
    from umap import UMAP

    still = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0)
    labels, _ = BERTopic(umap_model=still).fit_transform(texts, vectors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {"wall_s": time.perf_counter() - begun, "cpu_s": time.process_time() - cpu}
    print(json.dumps(told | {"peak_mb": peak, "labels": [int(label) for label in labels]}))


if __name__ == "__main__":
    main()
