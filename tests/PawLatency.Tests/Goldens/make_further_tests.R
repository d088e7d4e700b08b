# Makes the goldens of the tests that came after make_analysis.R: what R says of its data sets (analysis_data.csv).
#
#     Rscript make_further_tests.R
#
# Takes a minute. Needs R with nlme, coin, car and numDeriv (Debian: r-base-core, r-cran-nlme, r-cran-coin, r-cran-car, r-cran-numderiv).
# The column "command" names the call. Kenward and Roger's correction exists for lmer, not for gls: it is written here, with the fit of gls and
# derivatives of numDeriv.

suppressMessages({ library(nlme); library(coin); library(car); library(numDeriv) })
data <- read.csv("analysis_data.csv", comment.char = "#", colClasses = c("character", "character", "character", "numeric", "numeric", "integer"))
out <- data.frame()
add <- function(test, set, comparison, command, ...) {
  values <- list(...)
  for (n in names(values)) out <<- rbind(out, data.frame(test, set, comparison, quantity = n, value = sub("^Inf$", "Infinity", sprintf("%.17g", as.numeric(values[[n]]))), command = gsub(",", ";", command)))
}
vs <- function(p) paste0(p[[2]], "|", p[[3]], "|", p[[4]], "|", if (length(p) > 4) p[[5]] else "")
column <- function(set, group, day) { d <- data[data$set == set & data$group == group & data$day == day, ]; setNames(d$value, d$rat) }
pair <- function(set, group, day, base) { a <- column(set, group, base); b <- column(set, group, day); r <- union(names(a), names(b)); data.frame(rat = r, b = unname(log(a[r])), d = unname(log(b[r]))) }

# ---- log-change: Welch on the log changes
models <- list(list("orthodont", "Male", "Female", 14, 8), list("chickweight", "4", "2", 12, 0), list("bodyweight", "2", "1", 64, 1), list("paw", "morphine", "saline", 7, -1),
  list("cutoff", "morphine", "saline", 7, -1), list("cutoff", "low", "saline", 1, -1), list("cutoff", "low", "saline", 7, -1))
for (p in models) {
  change <- function(g) { x <- pair(p[[1]], g, p[[4]], p[[5]]); na.omit(x$d - x$b) }
  t <- t.test(change(p[[2]]), change(p[[3]]))
  add("log-change", p[[1]], vs(p), "t.test(log(day / baseline) ~ group)", estimate = t$estimate[1] - t$estimate[2], lower = t$conf.int[1], upper = t$conf.int[2], statistic = t$statistic, df = t$parameter, p = t$p.value)
}

# ---- lmm of baseline and day, unstructured covariance; the entries of the covariance are the parameters of the corrections
for (p in models) {
  w <- rbind(cbind(g = p[[2]], pair(p[[1]], p[[2]], p[[4]], p[[5]])), cbind(g = p[[3]], pair(p[[1]], p[[3]], p[[4]], p[[5]])))
  long <- rbind(data.frame(id = paste(w$g, w$rat), g = w$g, time = 1, y = w$b), data.frame(id = paste(w$g, w$rat), g = w$g, time = 2, y = w$d))
  long <- na.omit(long); long <- long[order(long$id, long$time), ]; long$cell <- factor(paste(long$g, long$time))
  X <- model.matrix(~ 0 + cell, long); l <- setNames(numeric(ncol(X)), colnames(X))
  l[paste0("cell", p[[2]], " 2")] <- 1; l[paste0("cell", p[[2]], " 1")] <- -1; l[paste0("cell", p[[3]], " 2")] <- -1; l[paste0("cell", p[[3]], " 1")] <- 1
  if (nrow(long) == 2 * nrow(w)) {
    t <- t.test(w$d[w$g == p[[2]]] - w$b[w$g == p[[2]]], w$d[w$g == p[[3]]] - w$b[w$g == p[[3]]], var.equal = TRUE)
    add("lmm", p[[1]], vs(p), "every animal has both values: t.test(log(day / baseline) ~ group; var.equal = TRUE)", estimate = t$estimate[1] - t$estimate[2], lower = t$conf.int[1], upper = t$conf.int[2], statistic = t$statistic, df = t$parameter, p = t$p.value)
    next
  }
  ids <- split(seq_len(nrow(long)), long$id)
  parts <- function(s) {
    S <- matrix(c(s[1], s[2], s[2], s[3]), 2); A <- matrix(0, ncol(X), ncol(X)); r <- numeric(ncol(X)); q <- 0; logdet <- 0
    for (i in ids) { V <- S[long$time[i], long$time[i], drop = FALSE]; W <- solve(V); Z <- X[i, , drop = FALSE]; y <- long$y[i]
      A <- A + t(Z) %*% W %*% Z; r <- r + t(Z) %*% W %*% y; q <- q + t(y) %*% W %*% y; logdet <- logdet + log(det(V)) }
    b <- solve(A, r); list(b = b, deviance = c(logdet + q - t(b) %*% r + log(det(A))), variance = c(t(l) %*% solve(A, l)))
  }
  fit <- gls(y ~ 0 + cell, long, correlation = corSymm(form = ~ time | id), weights = varIdent(form = ~ 1 | time), control = glsControl(msTol = 1e-12, tolerance = 1e-12, msMaxIter = 500))
  ratio <- coef(fit$modelStruct$varStruct, unconstrained = FALSE, allCoef = TRUE)[c("1", "2")]; rho <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)
  s <- c((fit$sigma * ratio[1])^2, rho * fit$sigma^2 * prod(ratio), (fit$sigma * ratio[2])^2)
  # Steps that shrink where a correlation near 1 leaves little room.
  scale <- c(s[1], sqrt(s[1] * s[3]), s[3]) * (1 - rho^2); place <- function(x) s + scale * (x - 1); fine <- list(eps = 1e-4, d = 2e-1, r = 6)
  dev <- function(x) parts(place(x))$deviance; variance <- function(x) parts(place(x))$variance; x <- c(1, 1, 1)
  for (k in 1:6) x <- x - solve(hessian(dev, x, method.args = fine), grad(dev, x, method.args = fine))
  stopifnot(max(abs(place(x) / s - 1)) < 1e-3)
  now <- parts(place(x)); W <- 2 * solve(hessian(dev, x, method.args = fine)); g <- grad(variance, x, method.args = fine); H <- hessian(variance, x, method.args = fine)
  v <- now$variance - sum(W * H); df <- 2 * now$variance^2 / c(g %*% W %*% g); estimate <- sum(l * now$b); t <- estimate / sqrt(v); half <- qt(0.975, df) * sqrt(v)
  add("lmm", p[[1]], vs(p), "gls(y ~ 0 + cell; correlation = corSymm(form = ~ time | id); weights = varIdent(form = ~ 1 | time)); Kenward and Roger by numDeriv", estimate = estimate, lower = estimate - half, upper = estimate + half, statistic = t, df = df, p = 2 * pt(-abs(t), df))
}

# ---- one group against its baseline
for (p in list(list("orthodont", "Male", 14, 8), list("bodyweight", "2", 64, 1), list("paw", "saline", 7, -1), list("cutoff", "morphine", 7, -1))) {
  a <- column(p[[1]], p[[2]], p[[3]]); b <- column(p[[1]], p[[2]], p[[4]]); r <- intersect(names(a), names(b)); t <- t.test(a[r], b[r], paired = TRUE)
  name <- paste0(p[[2]], "||", p[[3]], "|", p[[4]])
  add("paired", p[[1]], name, "t.test(day; baseline; paired = TRUE)", estimate = mean(a[r] - b[r]), lower = t$conf.int[1], upper = t$conf.int[2], statistic = t$statistic, df = t$parameter, p = t$p.value)
  # Differences of tenths are tied once rounded; those that are 0 are left out, as in the library.
  d <- round(a[r] - b[r], 8); d <- unname(d[d != 0]); both <- data.frame(up = pmax(d, 0), down = pmax(-d, 0))
  w <- wilcoxsign_test(up ~ down, both, distribution = exact(), zero.method = "Wilcoxon")
  add("signed-rank", p[[1]], name, "coin::wilcoxsign_test(distribution = exact()); V = sum of the ranks of positive changes", statistic = sum(rank(abs(d))[d > 0]), p = pvalue(w))
}

# ---- all groups on a day. No package deals ranks to more than two groups exactly: few arrangements are listed one by one, many counted rank by rank.
set.seed(20261201)
few <- data.frame(group = rep(c("a", "b", "c", "d"), c(3, 4, 3, 3)), rat = sequence(c(3, 4, 3, 3)), day = 1, value = round(10 + rep(c(0, 1.5, 0.5, -1), c(3, 4, 3, 3)) + rnorm(13), 0))
data <- rbind(data, cbind(set = "few", few, censored = 0))
# A row for each arrangement: the sums of ranks of all groups.
arrangements <- function(r, sizes) {
  if (length(sizes) == 1) return(matrix(sum(r)))
  first <- combn(length(r), sizes[1])
  do.call(rbind, lapply(seq_len(ncol(first)), function(i) cbind(sum(r[first[, i]]), arrangements(r[-first[, i]], sizes[-1]))))
}
# Ways of each difference n2 S1 - n1 S2 of doubled ranks: names are differences.
counted <- function(r, n1, n2) {
  r <- round(2 * r); most <- max(n2 * sum(sort(r, TRUE)[1:n1]), n1 * sum(sort(r, TRUE)[1:n2])); at <- -most:most
  ways <- array(0, c(length(at), n1 + 1, n2 + 1)); ways[most + 1, 1, 1] <- 1
  shift <- function(x, by) if (by >= 0) c(numeric(by), head(x, length(x) - by)) else c(tail(x, length(x) + by), numeric(-by))
  for (one in r) for (i in (n1 + 1):1) for (j in (n2 + 1):1) {
    if (i > 1) ways[, i, j] <- ways[, i, j] + shift(ways[, i - 1, j], n2 * one)
    if (j > 1) ways[, i, j] <- ways[, i, j] + shift(ways[, i, j - 1], -n1 * one)
  }
  setNames(ways[, n1 + 1, n2 + 1], at)
}
for (p in list(list("chickweight", 20, "1"), list("bodyweight", 64, "1"), list("cutoff", 7, "saline"), list("toothgrowth", 4, "VC"), list("few", 1, "a"))) {
  d <- data[data$set == p[[1]] & data$day == p[[2]], ]; k <- kruskal.test(value ~ factor(group), d)
  r <- rank(d$value); n <- length(r); ties <- table(d$value); s2 <- n * (n + 1) / 12 - sum(ties^3 - ties) / (12 * (n - 1))
  m <- tapply(r, d$group, mean); c <- tapply(r, d$group, length); others <- setdiff(unique(d$group), p[[3]])
  listed <- if (n <= 20) arrangements(r, c)
  if (n > 20) add("kruskal-wallis", p[[1]], paste0("||", p[[2]], "|"), "kruskal.test(value ~ group)", statistic = k$statistic, df = k$parameter, p = k$p.value)
  else { h <- colSums(t(listed)^2 / as.vector(c)); add("kruskal-wallis", p[[1]], paste0("||", p[[2]], "|"), "kruskal.test(value ~ group); p over all arrangements", statistic = k$statistic, df = k$parameter, p = mean(h >= sum(c * m^2) - 1e-9)) }
  z <- (m[others] - m[p[[3]]]) / sqrt(s2 * (1 / c[others] + 1 / c[p[[3]]]))
  exact <- sapply(others, function(g) {
    if (n <= 20) mean(abs(listed[, names(c) == g] / c[[g]] - listed[, names(c) == p[[3]]] / c[[p[[3]]]]) >= abs(m[[g]] - m[[p[[3]]]]) - 1e-9)
    else { w <- counted(r, c[[g]], c[[p[[3]]]]); sum(w[abs(as.numeric(names(w))) >= 2 * c[[g]] * c[[p[[3]]]] * abs(m[[g]] - m[[p[[3]]]]) - 1e-6]) / sum(w) }
  })
  q <- setNames(p.adjust(exact, "holm"), others)
  for (g in others) add("dunn", p[[1]], paste0(g, "|", p[[3]], "|", p[[2]], "|"), "rank(); (Ri - Rj) / sqrt(s2 (1 / ni + 1 / nj)); p over all arrangements; p.adjust(holm)", estimate = m[g] - m[p[[3]]], statistic = z[g], p = q[g])
}

# ---- group x day of all groups, and Welch of each group with the control on each day. Huynh and Feldt's epsilon as car has it, at most 1.
for (p in list(list("bodyweight", "1", 1, c(29, 64)), list("orthodont", "Female", 8, c(10, 12, 14)))) {
  days <- c(p[[3]], p[[4]]); d <- data[data$set == p[[1]] & data$day %in% days, ]; w <- reshape(as.data.frame(d[, c("group", "rat", "day", "value")]), idvar = c("group", "rat"), timevar = "day", direction = "wide")
  y <- as.matrix(w[, paste0("value.", days)]); group <- factor(w$group); contrasts(group) <- "contr.sum"
  a <- summary(Anova(lm(y ~ group), idata = data.frame(day = factor(days)), idesign = ~day, type = 3), multivariate = FALSE)
  u <- a$univariate.tests; e <- min(1, a$pval.adjustments["day", "HF eps"])
  name <- function(effect, treated = "") paste0(treated, "|", p[[2]], "|", paste(p[[4]], collapse = ";"), "|", p[[3]], "|", effect)
  for (one in c("group", "day", "group:day")) {
    by <- if (one == "group") 1 else e
    add("two-way", p[[1]], name(one), "car::Anova(lm(cbind(days) ~ group); idesign = ~day; type = 3); Huynh-Feldt", statistic = u[one, "F value"], df = by * u[one, "num Df"], p = pf(u[one, "F value"], by * u[one, "num Df"], by * u[one, "den Df"], lower.tail = FALSE))
  }
  pairs <- expand.grid(g = setdiff(unique(d$group), p[[2]]), day = p[[4]], stringsAsFactors = FALSE)
  t <- lapply(seq_len(nrow(pairs)), function(i) t.test(column(p[[1]], pairs$g[i], pairs$day[i]), column(p[[1]], p[[2]], pairs$day[i])))
  q <- sapply(t, function(one) one$p.value); adjusted <- list(holm = p.adjust(q, "holm"), sidak = -expm1(length(q) * log1p(-q)))
  for (how in names(adjusted)) for (i in seq_along(q)) add("two-way", p[[1]], name(paste0(how, "-", pairs$day[i]), pairs$g[i]), paste0("t.test(value ~ group); ", if (how == "holm") "p.adjust(holm)" else "1 - (1 - p)^m"),
    estimate = t[[i]]$estimate[1] - t[[i]]$estimate[2], lower = t[[i]]$conf.int[1], upper = t[[i]]$conf.int[2], statistic = t[[i]]$statistic, df = t[[i]]$parameter, p = adjusted[[how]][i])
}

# ---- a 2 x 2 design: diets 1 (neither), 2 and 3 (one each), 4 (both)
for (day in c(12, 20)) {
  d <- data[data$set == "chickweight" & data$day == day, ]; m <- tapply(d$value, d$group, mean); v <- tapply(d$value, d$group, var) / tapply(d$value, d$group, length); f <- tapply(d$value, d$group, length) - 1
  effects <- list(first = c(-0.5, 0.5, -0.5, 0.5), second = c(-0.5, -0.5, 0.5, 0.5), interaction = c(1, -1, -1, 1))
  # gls with a variance of each group gives the same standard error.
  g <- gls(value ~ 0 + group, d, weights = varIdent(form = ~ 1 | group), control = glsControl(msTol = 1e-12, tolerance = 1e-12))
  for (e in names(effects)) {
    w <- effects[[e]]; se <- sqrt(sum(w^2 * v)); df <- min(sum(f), sum(w^2 * v)^2 / sum((w^2 * v)^2 / (f + 2)) - 2); t <- sum(w * m) / se
    stopifnot(abs(sqrt(c(w %*% vcov(g) %*% w)) / se - 1) < 1e-5)
    add("factorial", "chickweight", paste0("4|1|", day, "||", e), "gls(value ~ 0 + group; weights = varIdent(form = ~ 1 | group)); degrees of freedom of Welch 1947; no more than of pooled variances", estimate = sum(w * m), lower = sum(w * m) - qt(0.975, df) * se, upper = sum(w * m) + qt(0.975, df) * se, statistic = t, df = df, p = 2 * pt(-abs(t), df))
  }
}

# ---- crossover: animals 1 to 5 have saline on day 1 and morphine on day 8, 6 to 11 the other way round
set.seed(20261130)
order <- rep(c(1, -1), c(5, 6)); animal <- rnorm(11, 0, 1.2)
cross <- rbind(data.frame(group = "saline", rat = as.character(1:11), day = ifelse(order == 1, 1, 8)), data.frame(group = "morphine", rat = as.character(1:11), day = ifelse(order == 1, 8, 1)))
cross$value <- round(10.5 + rep(animal, 2) + ifelse(cross$group == "morphine", 1.4, 0) + ifelse(cross$day == 8, -0.6, 0) + rnorm(22, 0, 0.8), 1)
m <- lm(value ~ rat + factor(day) + relevel(factor(group), "saline"), cross); k <- length(coef(m)); s <- summary(m)$coefficients[k, ]; ci <- confint(m)[k, ]
add("crossover", "cross", "morphine|saline||", "lm(value ~ animal + day + treatment)", estimate = s[1], lower = ci[1], upper = ci[2], statistic = s[3], df = m$df.residual, p = s[4])
one <- cross[cross$rat %in% as.character(1:5), ]; t <- t.test(one$value[one$group == "morphine"], one$value[one$group == "saline"], paired = TRUE)
add("crossover", "one-order", "morphine|saline||", "t.test(morphine; saline; paired = TRUE)", estimate = t$estimate, lower = t$conf.int[1], upper = t$conf.int[2], statistic = t$statistic, df = t$parameter, p = t$p.value)

# ---- ratio of two ED50s
doses <- read.csv("analysis_doses.csv", comment.char = "#")
graded <- function(set) {
  d <- doses[doses$set == set & doses$kind == "graded", ]
  m <- nls(y ~ 100 / (1 + exp(-h * (log(dose) - m))), d, start = list(h = 1.5, m = mean(log(d$dose))), control = nls.control(tol = 1e-5, minFactor = 1e-10, maxiter = 500))
  # nls stops at its tolerance; steps of Gauss and Newton find the last digits.
  f <- function(q) 100 / (1 + exp(-q[1] * (log(d$dose) - q[2]))); x <- coef(m)
  for (k in 1:60) { J <- jacobian(f, x); x <- x + solve(crossprod(J), crossprod(J, d$y - f(x))) }
  stopifnot(max(abs(x / coef(m) - 1)) < 1e-4)
  c(x[2], sqrt(sum((d$y - f(x))^2) / (nrow(d) - 2) * solve(crossprod(jacobian(f, x)))[2, 2]), nrow(d) - 2)
}
quantal <- function(set) {
  d <- doses[doses$set == set & doses$kind == "quantal", ]; m <- glm(cbind(y, n - y) ~ log(dose), binomial, d, control = glm.control(epsilon = 1e-14, maxit = 100)); b <- coef(m); V <- vcov(m); x <- -b[[1]] / b[[2]]
  c(x, sqrt(V[1, 1] + 2 * x * V[1, 2] + x^2 * V[2, 2]) / abs(b[[2]]), Inf)
}
for (p in list(list("graded", "drawn", "methylene", graded), list("quantal", "budwormf", "budworm", quantal))) {
  a <- p[[4]](p[[2]]); b <- p[[4]](p[[3]]); se <- sqrt(a[2]^2 + b[2]^2); df <- se^4 / (a[2]^4 / a[3] + b[2]^4 / b[3]); t <- (a[1] - b[1]) / se
  add("ed50-ratio", p[[1]], paste0(p[[2]], "|", p[[3]], "||"), "nls() or glm(); difference of the logarithms; Satterthwaite", estimate = exp(a[1] - b[1]), lower = exp(a[1] - b[1] - qt(0.975, df) * se), upper = exp(a[1] - b[1] + qt(0.975, df) * se), statistic = t, df = df, p = 2 * pt(-abs(t), df))
}

versions <- c("# Maker: make_further_tests.R beside this file; command: Rscript make_further_tests.R", paste0("# Versions: ", R.version.string, ", ", paste(sapply(c("nlme", "coin", "car", "numDeriv"), function(p) paste(p, packageVersion(p))), collapse = ", ")), paste("# Date:", Sys.Date()))
write <- function(file, what, table) writeLines(c(paste("#", what), versions, paste(names(table), collapse = ","), do.call(paste, c(table, sep = ","))), file)
write("further_data.csv", "A crossover and four small groups drawn in the maker. Column value: latency, s.", rbind(cbind(set = "cross", cross, censored = 0), cbind(set = "few", few, censored = 0)))
write("further_tests.csv", "What R says of the data sets of analysis_data.csv and further_data.csv. comparison: treated|control|day|baseline day|effect.", out)
