/** Lines as they stand in real lists, requirements.txt and environment.yml files. None may be refused. */
const lines = (text: string) => text.trim().split('\n')
const words = (text: string) => text.trim().split(/\s+/)

export const legitimateApt = [
  ...words(`
g++ libstdc++6 jq build-essential git curl vim-tiny graphviz libgl1 libglib2.0-0 libsm6 libxext6 ffmpeg
cmake ninja-build pkg-config python3.11-dev python3-pip libpq-dev libxml2-dev libxml++2.6-dev
libsigc++-2.0-dev g++-12 gcc-12-base libstdc++-12-dev default-jre-headless openjdk-17-jdk-headless r-base
r-cran-tidyverse fonts-noto-cjk texlive-xetex 7zip dvd+rw-tools 0ad nginx=1.22.1-9 curl=7.88.1-10+deb12u5
vim=2:9.0.1378-2 libc6:i386 libc6:amd64=2.36-9+deb12u4 git/bookworm-backports nodejs/stable
tzdata=2024a-0+deb12u1 libcudnn8=8.9.* s3cmd=1.1.* libboost1.74-dev ca-certificates=20230311~deb12u1
freefem++
`),
  ...lines(`
gfortran # for scipy
`),
]

export const legitimateConda = [
  ...words(`
numpy numpy>=1.2 numpy=1.26 numpy==1.26.4 numpy==1.17* numpy=1.26.4=py311h64a7726_0 numpy~=1.26
numpy!=1.24.0 numpy>=1.20,<2|3.* python=3.11.* python=3.9 python>=3.8,<3.12 python=3.10.*=*_cpython
python=3.8|3.9 pytorch pytorch=*=*cuda* pytorch=2.1.0=py3.11_cuda12.1_cudnn8.9.2_0 pytorch::pytorch
pytorch::pytorch>=2.0 pytorch-cuda=11.8 conda-forge::numpy conda-forge::numpy=1.26
conda-forge/linux-64::numpy conda-forge/label/rc::scipy conda-forge::numpy[version='>=1.20,<2']
conda-forge::pillow[build=py*] numpy[version=1.26.*,build=py311*] tensorflow[build=gpu*]
openblas[license=BSD-3-Clause] blas=*=openblas blas=1.0=mkl libblas=*=*mkl --channel=bioconda
defaults::openssl=1.1.1* r-base=4.3 r-tidyverse _libgcc_mutex=0.1=main _openmp_mutex=4.5 __cuda>=11
libstdcxx-ng gxx_linux-64 ruamel.yaml ruamel.yaml.clib>=0.2 PyYAML cudatoolkit=11.3 openssl=1.1.1*
ca-certificates=2023.12.12 tzdata=2024a jpeg=9e nodejs>=18,!=18.1.* mkl<2022 python-dateutil>=2.8.1
conda=23.11 pip unixodbc geopandas>=0.14.0
`),
  ...lines(`
numpy 1.17.*
numpy 1.17.* py37_0
numpy >=1.11
numpy >=1.0 , < 2.0 py34_0
python 3.9
numpy[version=">=1.20, <2", build_number=1]
-c conda-forge
-c conda-forge::numpy==1.17*
-c pytorch -c fastai fastai
-c nvidia/label/cuda-11.8.0 cuda
--channel bioconda samtools=1.19
numpy -c conda-forge
-c defaults
scikit-learn=1.3.* # pinned for the course
boost-cpp 1.74.0
`),
]

export const legitimatePip = [
  ...words(`
numpy numpy>=1.2 numpy>=1.26,<3 numpy~=1.26 numpy<2 numpy==1.26.4 numpy==1.* numpy!=1.24.0 numpy===1.26.4
pandas[all] pandas>=2.0,<3 pandas[performance,excel]>=2.0 uvicorn[standard] uvicorn[standard]>=0.20
torch==2.1.0+cu118 torch==2.1.0+cpu tensorflow==2.15.0.post1 jax[cuda12_pip] Django>=4.2,<5.0 Flask
PyYAML>=5.1 ruamel.yaml<0.18 ruamel_yaml_clib==0.2.8 zope.interface pytz==2024.1 setuptools<70 pip>=23 wheel
six black==23.12.1 black==24.1a1 scipy>=1.11.0rc1 matplotlib==3.8.0.dev0 pkg==1!2.0 psycopg2-binary
opencv-python-headless>=4.8 xgboost>=1.7,!=2.0.0 sentence-transformers transformers[torch]>=4.36.0
apache-airflow[celery,postgres]==2.8.0 google-cloud-storage>=2.14 azure-storage-blob boto3==1.34.11
Jinja2==3.1.2 MarkupSafe SQLAlchemy<2.0 A q 2to3 4suite-xml x==v1.0 foo==1.0-1 foo==1.0.POST1 en_core_web_sm
`),
  ...lines(`
numpy >= 1.20, < 2
django-allauth[socialaccount, mfa]==0.61.1
backports.zoneinfo; python_version < "3.9"
importlib-metadata>=4.4; python_version<"3.10"
pywin32==306 ; sys_platform == "win32"
uvloop>=0.17 ; sys_platform != "win32" and implementation_name == "cpython"
dataclasses; python_version >= '3.6' and python_version < '3.7'
tomli>=1.1.0; python_full_version <= "3.11.0a6"
colorama; os_name == 'nt'
greenlet!=0.4.17; platform_machine=='aarch64' or (platform_machine=='x86_64' and python_version<'3.13')
typing-extensions~=4.5; python_version in "3.7 3.8"
enum34; python_version not in "3.6, 3.7"
futures; python_version === "2.7"
greenlet!=0.4.17; python_version>="3" and (platform_machine=="aarch64" or (platform_machine=="ppc64le" or (platform_machine=="x86_64" or (platform_machine=="amd64" or (platform_machine=="AMD64" or (platform_machine=="win32" or platform_machine=="WIN32"))))))
cffi; platform_python_implementation != "PyPy"
pyobjc; 'darwin' in sys_platform
win-unicode-console; os.name == "nt"
requests (>=2.0)
requests (>=2.0,<3)
requests[security] >=2.8.1, == 2.8.* ; python_version < "3.13"
scikit-learn==1.3.2 # same as production
`),
]

export const legitimateUrls = [
  ...words(`
foo@https://files.example/foo.tar.gz git+https://git.example/org/tool.git@v1.2#egg=tool
git+https://git.example/org/tool.git@0123abc#egg=tool[all]&subdirectory=python
git+https://git.example/huggingface/transformers https://files.example/whl/foo_bar-1.0-py3-none-any.whl
http://index.example:8080/foo-1.0.tar.gz
`),
  ...lines(`
foo @ https://files.example/foo-1.0-py3-none-any.whl
foo[bar] @ https://files.example/foo.zip#sha256=0123456789abcdef ; python_version > "3.8"
clip @ git+https://git.example/openai/CLIP.git
`),
]
