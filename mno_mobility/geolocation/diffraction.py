"""Diffraction over terrain: Bullington's construction, the spherical earth, and both as delta-Bullington (ITU-R P.526-15, 4.5).

The same steps, and the same numbers, as in ITU-R P.1812-6, section 4.3, for 50 % of the time. Functions broadcast over arrays of paths.
"""

import numpy as np

LIGHT_M_S = 299_800_000.0  # as P.1812 rounds it
MEDIAN_GRADIENT = 45.0  # fall of the refractive index over the lowest kilometre, N-units, where nothing better is known
GRAZING = -0.78  # below that the knife edge is out of the way
PERMITTIVITY, CONDUCTIVITY = (22.0, 80.0), (0.003, 5.0)  # of land and of sea, S/m


def effective_radius_km(gradient: float = MEDIAN_GRADIENT) -> float:
    """Radius of the earth on which rays are straight, 6371 k with k = 157 / (157 - gradient) (P.1812-6, 3.5)."""
    return 6371.0 * 157.0 / (157.0 - gradient)


def knife_edge(nu) -> np.ndarray:
    """Loss in dB of a knife edge (P.526-15, Eq. 31): 0 up to nu = -0.78, then about ``6.9 + 20 lg(2 nu)``."""
    above = np.maximum(nu, GRAZING) - 0.1
    return np.where(nu > GRAZING, 6.9 + 20 * np.log10(np.sqrt(np.square(above) + 1) + above), 0)


def bullington(nu, distance_m) -> np.ndarray:
    """Loss in dB of the edge that stands for the whole path (P.1812-6, Eq. 22), `nu` its diffraction parameter."""
    edge = knife_edge(nu)
    return edge - np.expm1(edge / -6) * (10 + 2e-5 * distance_m)


def wave_number(frequency_mhz):
    """What a height over a length in metres is multiplied by to give nu, ``sqrt(2 / wavelength)``."""
    return np.sqrt(2e6 * np.asarray(frequency_mhz, float) / LIGHT_M_S)


def edge_of_smooth_earth(distance_m, base_m, mobile_m, radius_m) -> np.ndarray:
    """Bullington's edge over a smooth earth, nu without :func:`wave_number`.

    Parameters
    ----------
    distance_m : array_like
    base_m, mobile_m : array_like
        Heights of the antennas over it, positive.
    radius_m : float
        Effective radius of the earth.

    Notes
    -----
    P.1812-6, Eqs. 12 to 21, has it over the sampled profile with all heights 0; this is its limit for dense samples. Beyond the horizon
    the steepest rays touch the earth at ``sqrt(2 a h)``. Before it, with ``u = sqrt(d1 / d2)``, nu is the greatest of
    ``A u / (1 + u²) - base / u - mobile u`` times ``sqrt(d)``, found by Newton's method.
    """
    d, base, mobile = (np.asarray(v) for v in (distance_m, base_m, mobile_m))
    a = np.asarray(radius_m, d.dtype if d.dtype.kind == "f" else float)
    to_horizon, from_horizon = np.sqrt(2 * a * base), np.sqrt(2 * a * mobile)
    rise, fall = (d - 2 * to_horizon) / (2 * a), (d - 2 * from_horizon) / (2 * a)  # slopes of the rays, less d / 2a
    with np.errstate(divide="ignore", invalid="ignore"):
        # seen from the base the ray climbs by d / 2a - sqrt(2 h / a): heights are over the chord of the earth
        meet = np.clip((mobile - base + fall * d) / (rise + fall), 1e-3 * d, 0.999 * d)
        beyond = (base + rise * meet - (base * (d - meet) + mobile * meet) / d) * np.sqrt(d / (meet * (d - meet)))
    bulge = np.square(d) / (2 * a)
    u = np.sqrt(base / mobile)
    for _ in range(6):
        v = np.square(u)
        slope = bulge * (1 - v) / np.square(1 + v) + base / v - mobile
        curve = bulge * 2 * u * (v - 3) / (1 + v) ** 3 - 2 * base / (v * u)
        u = np.clip(u - slope / np.where(curve < 0, curve, -2 * base / (v * u)), u / 2, 2 * u)
    before = (bulge * u / (1 + np.square(u)) - base / u - mobile * u) / np.sqrt(d)
    return np.where(d < to_horizon + from_horizon, before, beyond)


def spherical_earth(distance_m, base_m, mobile_m, frequency_mhz, radius_m, *, vertical: bool = True, sea_share=0.0) -> np.ndarray:
    """Diffraction loss in dB over a smooth spherical earth (P.1812-6, 4.3.2; P.526-15, 3.2).

    Parameters
    ----------
    distance_m : array_like
    base_m, mobile_m : array_like
        Heights of the antennas over the smooth earth, positive.
    frequency_mhz, radius_m : float
        `radius_m` is the effective radius.
    vertical : bool
        Polarisation: vertical, or horizontal.
    sea_share : array_like
        Share of the path over sea.
    """
    d, base, mobile = np.broadcast_arrays(*(np.asarray(v) for v in (distance_m, base_m, mobile_m)))
    radius_m = float(radius_m)
    loss = np.zeros(d.shape, np.result_type(d, base, np.float32))
    beyond = np.square(d) >= 2 * radius_m * np.square(np.sqrt(base) + np.sqrt(mobile))
    sea_share = np.broadcast_to(np.asarray(sea_share, float), d.shape)
    ground = dict(frequency_mhz=frequency_mhz, vertical=vertical)
    loss[beyond] = _first_term(d[beyond], base[beyond], mobile[beyond], radius_m, sea_share=sea_share[beyond], **ground)

    near = np.flatnonzero(~beyond)
    d, base, mobile, sea_share = (v.ravel()[near] for v in (d, base, mobile, sea_share))
    c = (base - mobile) / (base + mobile)
    m = np.square(d) / (4 * radius_m * (base + mobile))
    b = 2 * np.sqrt((m + 1) / (3 * m)) * np.cos(
        np.pi / 3 + np.arccos(np.clip(1.5 * c * np.sqrt(3 * m / (m + 1) ** 3), -1, 1)) / 3)
    first = d / 2 * (1 + b)
    second = d - first
    clearance = ((base - np.square(first) / (2 * radius_m)) * second + (mobile - np.square(second) / (2 * radius_m)) * first) / d
    needed = 17.456 * 1e-3 ** 0.5 * np.sqrt(first * second / d * (LIGHT_M_S / 1e6 / frequency_mhz))
    close = clearance < needed
    d, base, mobile = d[close], base[close], mobile[close]
    grazing_m = 0.5 * np.square(d / (np.sqrt(base) + np.sqrt(mobile)))
    term = _first_term(d, base, mobile, grazing_m, sea_share=sea_share[close], **ground)
    loss.ravel()[near[close]] = np.maximum(1 - clearance[close] / needed[close], 0) * np.maximum(term, 0)
    return loss


def smooth_heights(distance_m, height_m, base_m: float, mobile_m: float) -> tuple[float, float]:
    """Heights of the smooth surface under both ends of a profile (P.1812-6, attachment 1 to annex 1, 4.3 and 4.4).

    Parameters
    ----------
    distance_m, height_m : ndarray, shape (n,)
        Along the path, from the base to the mobile.
    base_m, mobile_m : float
        Antennas above sea level.
    """
    d, h, length = distance_m, height_m, distance_m[-1]
    step = np.diff(d)
    v1 = np.sum(step * (h[1:] + h[:-1]))
    v2 = np.sum(step * (h[1:] * (2 * d[1:] + d[:-1]) + h[:-1] * (d[1:] + 2 * d[:-1])))
    at_base, at_mobile = (2 * v1 * length - v2) / length ** 2, (v2 - v1 * length) / length ** 2
    above = h[1:-1] - (base_m * (length - d[1:-1]) + mobile_m * d[1:-1]) / length
    highest = above.max(initial=-np.inf)
    if highest > 0:
        rise, fall = (above / d[1:-1]).max(), (above / (length - d[1:-1])).max()
        at_base -= highest * rise / (rise + fall)
        at_mobile -= highest * fall / (rise + fall)
    return min(at_base, h[0]), min(at_mobile, h[-1])


def edge_of_profile(distance_m, height_m, base_m: float, mobile_m: float, radius_m: float) -> float:
    """Bullington's edge over a profile, nu without :func:`wave_number` (P.1812-6, Eqs. 12 to 20); as in :func:`smooth_heights`."""
    d, length = distance_m[1:-1], distance_m[-1]
    rest = length - d
    h = height_m[1:-1] + d * rest / (2 * radius_m)
    up, down = ((h - base_m) / d).max(), ((h - mobile_m) / rest).max()
    if up < (mobile_m - base_m) / length:
        return float(np.max((h - (base_m * rest + mobile_m * d) / length) * np.sqrt(length / (d * rest))))
    meet = (mobile_m - base_m + down * length) / (up + down)
    above = base_m + up * meet - (base_m * (length - meet) + mobile_m * meet) / length
    return float(above * np.sqrt(length / (meet * (length - meet))))


def delta_bullington(distance_m, height_m, base_m: float, mobile_m: float, frequency_mhz: float, *, surface_m=None, radius_m=None,
                     vertical: bool = True, sea_share: float = 0.0) -> float:
    """Diffraction loss in dB over one profile by the delta-Bullington method (P.526-15, 4.5.3; P.1812-6, 4.3.4).

    Parameters
    ----------
    distance_m, height_m : array_like, shape (n,)
        The profile, n >= 3: distance from the base, ascending from 0, and height of the ground above sea level.
    base_m, mobile_m : float
        Antennas above sea level.
    frequency_mhz : float
    surface_m : array_like, shape (n,), optional
        Height of what stands on the ground, above sea level; both ends do not count.
    radius_m : float, optional
        Effective radius of the earth; by default the median one, 8,931 km.
    vertical, sea_share
        As in :func:`spherical_earth`.

    Returns
    -------
    float
        ``L_bull(profile) + max(L_spherical - L_bull(smooth profile), 0)``.
    """
    d, h = np.asarray(distance_m, float), np.asarray(height_m, float)
    radius_m = 1e3 * effective_radius_km() if radius_m is None else float(radius_m)
    smooth_base, smooth_mobile = smooth_heights(d, h, base_m, mobile_m)
    over_base, over_mobile = base_m - smooth_base, mobile_m - smooth_mobile
    k = wave_number(frequency_mhz)
    surface = h if surface_m is None else np.asarray(surface_m, float)
    actual = bullington(k * edge_of_profile(d, surface, base_m, mobile_m, radius_m), d[-1])
    smooth = bullington(k * edge_of_profile(d, np.zeros_like(h), over_base, over_mobile, radius_m), d[-1])
    sphere = spherical_earth(d[-1], over_base, over_mobile, frequency_mhz, radius_m, vertical=vertical, sea_share=sea_share)
    return float(actual + max(float(sphere) - float(smooth), 0.0))


def _first_term(d, base, mobile, radius_m, *, frequency_mhz, vertical, sea_share) -> np.ndarray:
    """First term of the residue series, over land and sea in their shares (P.1812-6, Eqs. 31 to 38)."""
    land, sea = (_residue(d, base, mobile, radius_m, frequency_mhz, vertical, *ground) for ground in zip(PERMITTIVITY, CONDUCTIVITY)) \
        if np.any(sea_share) else (_residue(d, base, mobile, radius_m, frequency_mhz, vertical, PERMITTIVITY[0], CONDUCTIVITY[0]), 0.0)
    return sea_share * sea + (1 - sea_share) * land if np.any(sea_share) else land


def _residue(d, base, mobile, radius_m, frequency_mhz, vertical, permittivity, conductivity) -> np.ndarray:
    f, radius_km = frequency_mhz / 1e3, np.asarray(radius_m, float) / 1e3
    loss_angle = 18 * conductivity / f
    k = 0.036 * np.cbrt(radius_km * f) ** -1 * ((permittivity - 1) ** 2 + loss_angle ** 2) ** -0.25
    if vertical:
        k = k * np.sqrt(permittivity ** 2 + loss_angle ** 2)
    beta = (1 + 1.6 * k ** 2 + 0.67 * k ** 4) / (1 + 4.5 * k ** 2 + 1.53 * k ** 4)
    x = 21.88 * beta * np.cbrt(f / radius_km ** 2) * d / 1e3
    with np.errstate(divide="ignore", invalid="ignore"):
        along = np.where(x >= 1.6, 11 + 10 * np.log10(x) - 17.6 * x, -20 * np.log10(x) - 5.6488 * x ** 1.425)
    y = 0.9575 * beta ** 2 * np.cbrt(f ** 2 / radius_km)

    def gain(height):
        b = y * height
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(b > 2, 17.6 * np.sqrt(b - 1.1) - 5 * np.log10(b - 1.1) - 8, 20 * np.log10(b + 0.1 * b ** 3))
        return np.maximum(value, 2 + 20 * np.log10(k))
    return -along - gain(base) - gain(mobile)
