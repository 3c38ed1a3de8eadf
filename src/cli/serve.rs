//! `planbook serve`: the site from memory, at the path that it will have when it is published.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use clap::Args;
use planbook::html::percent_decoded;
use planbook::output::{MANIFEST, Output};
use tokio::net::TcpListener;

use super::{Session, counts, pages};

#[derive(Args)]
pub struct ServeArgs {
    /// The port [default: 4000, or the next one that is free]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The address to listen on
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDR")]
    host: IpAddr,
}

const FIRST_PORT: u16 = 4000;

struct Site {
    output: Output,
    manifest: Vec<u8>,
    /// The path under which the site lies, with a `/` at both ends.
    base: String,
}

pub fn run(session: Session, args: &ServeArgs) -> Result<ExitCode> {
    let start = Instant::now();
    let sources = session.load()?;
    let built = planbook::build(&sources, &session.settings);
    session.show(&sources, &built.diagnostics);
    let Some(output) = built.output else {
        session.say(&format!("{}: there is nothing to serve", counts(&built.diagnostics)));
        return Ok(ExitCode::from(Session::MISTAKE));
    };
    let (config, _) = planbook::config::read(&sources);
    let site = Site {
        manifest: output.manifest(),
        output,
        base: config.map_or("/".into(), |config| config.base_path().to_owned()),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = listen(args).await?;
        let address = listener.local_addr()?;
        session.say(&format!(
            "{} built in {:.2} s; they are at http://{address}{} until you press Ctrl+C",
            pages(built.pages),
            start.elapsed().as_secs_f64(),
            site.base
        ));
        let router = Router::new().fallback(answer).with_state(Arc::new(site));
        axum::serve(listener, router).await.context("the server has stopped")
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn listen(args: &ServeArgs) -> Result<TcpListener> {
    if let Some(port) = args.port {
        let address = SocketAddr::new(args.host, port);
        return TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address}"));
    }
    for port in FIRST_PORT..FIRST_PORT + 100 {
        if let Ok(listener) = TcpListener::bind(SocketAddr::new(args.host, port)).await {
            return Ok(listener);
        }
    }
    let address = SocketAddr::new(args.host, 0);
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {}", args.host))
}

async fn answer(State(site): State<Arc<Site>>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = percent_decoded(uri.path());
    let Some(inside) = path.strip_prefix(&site.base) else {
        return redirect(&site.base);
    };
    let file = planbook::finish::file_of(&format!("/{inside}"));
    if file == MANIFEST {
        return found(StatusCode::OK, &file, &site.manifest);
    }
    if let Some(entry) = site.output.get(&file) {
        return found(StatusCode::OK, &file, &entry.bytes);
    }
    if site.output.get(&format!("{inside}/index.html")).is_some() {
        return redirect(&format!("{}/", uri.path()));
    }
    match site.output.get("404.html") {
        Some(page) => found(StatusCode::NOT_FOUND, "404.html", &page.bytes),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn redirect(to: &str) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to.to_owned())]).into_response()
}

fn found(status: StatusCode, file: &str, bytes: &[u8]) -> Response {
    let mut mime = mime_guess::from_path(file).first_or_octet_stream().to_string();
    if mime.starts_with("text/") {
        mime.push_str("; charset=utf-8");
    }
    let headers = [
        (header::CONTENT_TYPE, mime),
        (header::CACHE_CONTROL, "no-store".into()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CONTENT_SECURITY_POLICY, planbook::finish::SECURITY_POLICY.into()),
    ];
    (status, headers, bytes.to_vec()).into_response()
}
