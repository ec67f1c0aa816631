/** Names that people mean most often, for those who misspell them, and names that are those of a module or a program. */
import type { PackageManager } from '#lib/images/types.ts'

const python =
  'accelerate aiohttp beautifulsoup4 bokeh boto3 catboost click cython dask datasets diffusers django fastapi flask ' +
  'gensim geopandas h5py holoviews httpx huggingface-hub imageio ipykernel ipython ipywidgets jinja2 joblib jupyter ' +
  'jupyterlab keras lightgbm lightning lxml matplotlib mlflow networkx nltk notebook numba numpy onnx onnxruntime ' +
  'openpyxl optuna pandas pillow plotly polars prophet psutil psycopg2 pyarrow pydantic pymysql pyspark pytest ' +
  'pytorch-lightning pyyaml ray redis requests scikit-image scikit-learn scipy seaborn sentencepiece shapely spacy ' +
  'sqlalchemy statsmodels streamlit sympy tensorboard tensorflow tokenizers torch torchaudio torchvision tqdm ' +
  'transformers wandb xarray xgboost'

const debian =
  'build-essential ca-certificates cmake curl ffmpeg file fonts-dejavu gfortran graphviz gnupg htop imagemagick ' +
  'libgl1 libglib2.0-0 libgomp1 libhdf5-dev libopencv-dev libpq-dev libsm6 libssl-dev libxext6 libxrender1 locales ' +
  'nano ninja-build openjdk-17-jre openmpi-bin openssh-client pandoc pkg-config poppler-utils postgresql-client ' +
  'procps python3 python3-dev python3-pip python3-venv rsync screen sudo tesseract-ocr texlive tmux tree tzdata ' +
  'unzip wget zlib1g-dev'

export const wellKnownNames: Record<PackageManager, readonly string[]> = {
  apt: debian.split(' '),
  conda: [...python.split(' '), 'cudatoolkit', 'pytorch', 'r-base'],
  pip: python.split(' '),
}

/** By the name of the module that is imported: the package that has it. */
export const otherNames: Readonly<Record<string, string | undefined>> = {
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python',
  dateutil: 'python-dateutil',
  dotenv: 'python-dotenv',
  pil: 'pillow',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  yaml: 'pyyaml',
}
