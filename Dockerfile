# Interlude as an image: the locked dependencies, the program, and a user who owns nothing of it.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app

COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY domain domain
COPY store store
COPY projections projections
COPY notifiers notifiers
COPY scheduler scheduler
COPY api api
COPY interlude interlude
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable .

# A new volume takes over the owner of the directory that it covers: so the key file can be made in /keys.
RUN useradd --system --no-create-home --shell /usr/sbin/nologin interlude \
    && install --directory --mode 0700 --owner interlude /keys
USER interlude

ENV INTERLUDE_HOST=0.0.0.0
EXPOSE 8000
ENTRYPOINT ["interlude"]
CMD ["api"]
