FROM python:3.13-slim-trixie AS build
WORKDIR /build
COPY requirements requirements
RUN python -m venv /howff \
 && /howff/bin/pip install --no-cache-dir --require-hashes -r requirements/themes.txt \
 && pip install --no-cache-dir --require-hashes -r requirements/uv.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN uv build --wheel --build-constraints requirements/dev.txt --require-hashes --out-dir dist \
 && /howff/bin/pip install --no-cache-dir --no-deps dist/*.whl

# Debian trixie's client programs are PostgreSQL 17's, as is the server in compose.yaml: backups need both alike.
FROM python:3.13-slim-trixie
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /howff /howff
RUN useradd --system --uid 1000 howff \
 && install --directory --owner howff --mode 700 /data /data/backups
USER howff
ENV PATH=/howff/bin:$PATH HOWFF_DATA=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
CMD ["howff", "serve", "--host", "0.0.0.0"]
