"""Canaille with one user in memory, a token that may do everything, and a way to ask whether a password is the user's."""

import datetime
import logging
import sys
import warnings

warnings.simplefilter("ignore")

import flask
from canaille import create_app
from canaille.app import models
from canaille.app.flask import csrf
from canaille.backends import Backend

port = int(sys.argv[1])
app = create_app(
    {
        "SECRET_KEY": "k",
        "SERVER_NAME": f"127.0.0.1:{port}",
        "PREFERRED_URL_SCHEME": "http",
        "CANAILLE": {"DATABASE": "memory", "SMTP": None, "LOGGING": None, "ENABLE_REGISTRATION": False},
        "CANAILLE_OIDC": {},
        "CANAILLE_SCIM": {},
    },
    init_backend=True,
)
with app.app_context():
    with Backend.instance.session():
        user = models.User(
            user_name="alice", family_name="A", formatted_name="Alice A", emails=["alice@example.com"], password="Start-12345"
        )
        client = models.Client(
            client_id="cid",
            client_secret="sec",
            client_name="c",
            redirect_uris=["https://c.example.com/cb"],
            scope=["openid"],
            grant_types=["client_credentials"],
            token_endpoint_auth_method="client_secret_basic",
        )
        for one in (user, client):
            Backend.instance.save(one)
        token = models.Token(
            token_id="tid",
            access_token="T0K",
            client=client,
            subject=None,
            type="access_token",
            scope=["openid"],
            issue_date=datetime.datetime.now(datetime.timezone.utc),
            lifetime=36000,
            audience=[client],
        )
        Backend.instance.save(token)


@app.route("/_login", methods=["POST"])
def login():
    user = Backend.instance.get(models.User, user_name="alice")
    accepted, _ = Backend.instance.check_user_password(user, flask.request.get_json()["password"])
    return {"accepted": bool(accepted)}


csrf.exempt(login)
logging.getLogger("werkzeug").disabled = True
app.run("127.0.0.1", port, threaded=False)
