FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CANDOR_ENV=production \
    CANDOR_VAR=/var/lib/candor \
    HOST=0.0.0.0

RUN useradd --system --home-dir /var/lib/candor candor \
    && install --directory --owner=candor --group=candor /var/lib/candor /var/lib/candor/public

WORKDIR /app
COPY requirements/run.txt requirements/
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.txt
COPY manage.py ./
COPY config config
COPY incidents incidents
COPY templates templates
COPY static static
COPY locale locale

USER candor
# The assets are part of the image, so that a new one never meets old ones. The key only opens the settings.
RUN SECRET_KEY=only-while-building python manage.py collectstatic --no-input --verbosity 0

EXPOSE 8000
CMD ["python", "-m", "config.serve"]
